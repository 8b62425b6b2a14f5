package io.penstock.cli;

import io.penstock.prepare.PreparationTool;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penstock prepare rehearse}. */
@Command(
        name = "rehearse",
        description = {
            "Runs the preparation twice on a scratch copy of each database, and names every step that is not idempotent.",
            "",
            "The databases themselves are only read. The copy lies on the same server, is as large as the database, and"
                    + " is removed at the end. Ends with 1 when a step fails or changes something again."
        })
final class PrepareRehearseCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment whose preparation is rehearsed.")
    private String environment = "";

    @Mixin
    private PrepareModes modes = new PrepareModes();

    @Mixin
    private PrepareOptions options = new PrepareOptions();

    @Mixin
    private InitOptions init = new InitOptions();

    @Mixin
    private MigrateOptions migrate = new MigrateOptions();

    PrepareRehearseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return new PrepareWork(session, PreparationTool.DBPREPARE, modes.mode(), options, modes.keys, init, migrate)
                .rehearse(session.open(), environment);
    }
}
