package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.PrepareText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penstock prepare plan}. */
@Command(
        name = "plan",
        description = "Shows which preparation steps would run, in which order and why; changes nothing.")
final class PreparePlanCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment whose databases are to be prepared.")
    private String environment = "";

    @Mixin
    private PrepareOptions options = new PrepareOptions();

    PreparePlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        show(session, environment, options);
        return 0;
    }

    static void show(Session session, String environment, PrepareOptions options) {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        PrepareReport report = penstock.preparation().plan(options.request(environment, false));
        session.result(report, new PrepareText(report).render());
    }
}
