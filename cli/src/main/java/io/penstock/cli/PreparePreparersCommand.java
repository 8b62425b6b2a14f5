package io.penstock.cli;

import io.penstock.prepare.PreparationRecords.PreparerInfo;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code penstock prepare preparers}. */
@Command(
        name = "preparers",
        description = "Lists the preparers that are built in, and those that steps of the cartridges name.")
final class PreparePreparersCommand implements Callable<Integer> {

    private final Session session;

    PreparePreparersCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<PreparerInfo> preparers = session.open().preparation().records().preparers();
        TextTable table = new TextTable("", "nwr").row("PREPARER", "KIND", "STEPS");
        preparers.forEach(each -> table.row(each.preparer(), each.kind(), Integer.toString(each.steps())));
        session.result(preparers, String.join("\n", table.lines(session.style().columns())));
        return 0;
    }
}
