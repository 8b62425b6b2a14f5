package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock runs}. */
@Command(
        name = "runs",
        description = "Shows what runs and what was run, and says how one goes on, and ends one.",
        subcommands = {
            RunsListCommand.class,
            RunsShowCommand.class,
            RunsFollowCommand.class,
            RunsDecideCommand.class,
            RunsCancelCommand.class
        })
final class RunsCommand extends CommandGroup {}
