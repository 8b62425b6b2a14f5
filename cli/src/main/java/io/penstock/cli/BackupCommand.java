package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock backup}. */
@Command(
        name = "backup",
        description = "Backs environments up, and looks after their backups.",
        subcommands = {
            BackupCreateCommand.class,
            BackupListCommand.class,
            BackupVerifyCommand.class,
            BackupPruneCommand.class
        })
final class BackupCommand extends CommandGroup {}
