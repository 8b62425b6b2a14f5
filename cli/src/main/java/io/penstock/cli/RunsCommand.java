package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock runs}. */
@Command(
        name = "runs",
        description =
                "Shows what runs and what was run, says how one goes on that waits, ends a run, and goes on with one that died.",
        subcommands = {
            RunsListCommand.class,
            RunsShowCommand.class,
            RunsFollowCommand.class,
            RunsDecideCommand.class,
            RunsCancelCommand.class,
            RunsStandbyCommand.class
        })
final class RunsCommand extends CommandGroup {}
