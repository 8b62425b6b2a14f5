package io.penstock.cli;

import io.penstock.prepare.PreparationTool;
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
    private PrepareModes modes = new PrepareModes();

    @Mixin
    private PrepareOptions options = new PrepareOptions();

    @Mixin
    private InitOptions init = new InitOptions();

    @Mixin
    private MigrateOptions migrate = new MigrateOptions();

    PreparePlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return new PrepareWork(session, PreparationTool.DBPREPARE, modes.mode(), options, modes.keys, init, migrate)
                .show(session.open(), environment);
    }
}
