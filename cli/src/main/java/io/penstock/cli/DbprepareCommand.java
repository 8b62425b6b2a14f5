package io.penstock.cli;

import io.penstock.prepare.PreparationTool;
import io.penstock.prepare.PrepareMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock dbprepare}. */
@Command(
        name = "dbprepare",
        description =
                "Initializes and migrates the databases of an environment, with the documented options of DBPrepare.")
final class DbprepareCommand extends ToolCommand {

    @Mixin
    private InitOptions init = new InitOptions();

    @Mixin
    private MigrateOptions migrate = new MigrateOptions();

    DbprepareCommand(Session session) {
        super(session, PreparationTool.DBPREPARE, PrepareMode.AUTO);
    }

    @Override
    InitOptions init() {
        return init;
    }

    @Override
    MigrateOptions migrate() {
        return migrate;
    }
}
