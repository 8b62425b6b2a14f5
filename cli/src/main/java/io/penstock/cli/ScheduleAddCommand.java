package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock schedule add}. */
@Command(
        name = "add",
        description = "Has a command run by itself.",
        subcommands = {ScheduleAddSyncCommand.class, ScheduleAddBackupCommand.class})
final class ScheduleAddCommand extends CommandGroup {}
