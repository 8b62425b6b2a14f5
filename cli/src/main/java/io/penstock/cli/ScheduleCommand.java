package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock schedule}. */
@Command(
        name = "schedule",
        description = "Has work begin by itself, at times of a cron expression or once.",
        subcommands = {
            ScheduleAddCommand.class,
            ScheduleListCommand.class,
            ScheduleRemoveCommand.class,
            ScheduleRunCommand.class,
            ScheduleSyncCommand.class
        })
final class ScheduleCommand extends CommandGroup {}
