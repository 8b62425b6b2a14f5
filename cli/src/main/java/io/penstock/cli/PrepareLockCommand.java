package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock prepare lock}. */
@Command(
        name = "lock",
        description =
                "Shows who works on the databases of an environment, and takes the right to it from a run that hangs.",
        subcommands = {PrepareLockStatusCommand.class, PrepareLockBreakCommand.class})
final class PrepareLockCommand extends CommandGroup {}
