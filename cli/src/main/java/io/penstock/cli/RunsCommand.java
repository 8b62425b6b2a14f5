package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock runs}. */
@Command(
        name = "runs",
        description = "Shows what runs and what was run, and ends a run.",
        subcommands = {RunsListCommand.class, RunsShowCommand.class, RunsFollowCommand.class, RunsCancelCommand.class})
final class RunsCommand extends CommandGroup {}
