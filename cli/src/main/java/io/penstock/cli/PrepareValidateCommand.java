package io.penstock.cli;

import io.penstock.prepare.preparer.BuiltInPreparers;
import io.penstock.prepare.validation.CartridgeValidation;
import io.penstock.prepare.validation.ValidationReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code penstock prepare validate}. */
@Command(
        name = "validate",
        description = {
            "Looks through the cartridges for what would go wrong when they are prepared, and for SQL that hinders a"
                    + " database in use.",
            "",
            "Connects to no database. Ends with 0 when there are no errors, also beside warnings, and else with 2."
        })
final class PrepareValidateCommand implements Callable<Integer> {

    private final Session session;

    PrepareValidateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path cartridges = session.open().preparation().cartridges();
        ValidationReport report =
                new CartridgeValidation(cartridges, BuiltInPreparers.all().keySet()).run();
        session.result(report, report.text());
        return report.errors() == 0 ? 0 : 2;
    }
}
