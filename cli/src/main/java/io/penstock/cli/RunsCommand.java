package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock runs}. */
@Command(
        name = "runs",
        description = "Shows what was run, and what came of it.",
        subcommands = {RunsListCommand.class, RunsShowCommand.class})
final class RunsCommand extends CommandGroup {}
