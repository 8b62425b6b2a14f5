package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock config}. */
@Command(
        name = "config",
        description = "Checks the configuration, and what environments hold of it.",
        subcommands = {
            ConfigCheckCommand.class,
            ConfigSchemaCommand.class,
            ConfigDiffCommand.class,
            ConfigContactsCommand.class
        })
final class ConfigCommand extends CommandGroup {}
