package io.penstock.cli;

import io.penstock.prepare.PreparationTool;
import io.penstock.prepare.PrepareMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock dbinit}. */
@Command(
        name = "dbinit",
        description = "Initializes the databases of an environment, with the documented options of DBInit.")
final class DbinitCommand extends ToolCommand {

    @Mixin
    private InitOptions init = new InitOptions();

    DbinitCommand(Session session) {
        super(session, PreparationTool.DBINIT, PrepareMode.INIT);
    }

    @Override
    InitOptions init() {
        return init;
    }

    @Override
    MigrateOptions migrate() {
        return new MigrateOptions();
    }
}
