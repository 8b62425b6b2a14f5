package io.penstock.cli;

import io.penstock.prepare.PreparationTool;
import io.penstock.prepare.PrepareMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock dbmigrate}. */
@Command(
        name = "dbmigrate",
        description = "Migrates the databases of an environment, with the documented options of DBMigrate.")
final class DbmigrateCommand extends ToolCommand {

    @Mixin
    private MigrateOptions migrate = new MigrateOptions();

    DbmigrateCommand(Session session) {
        super(session, PreparationTool.DBMIGRATE, PrepareMode.MIGRATE);
    }

    @Override
    InitOptions init() {
        return new InitOptions();
    }

    @Override
    MigrateOptions migrate() {
        return migrate;
    }
}
