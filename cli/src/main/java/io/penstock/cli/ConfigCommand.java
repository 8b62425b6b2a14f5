package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock config}. */
@Command(
        name = "config",
        description = "Checks the configuration, or describes it to an editor.",
        subcommands = {ConfigCheckCommand.class, ConfigSchemaCommand.class})
final class ConfigCommand extends CommandGroup {}
