package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock personal-data}. */
@Command(
        name = "personal-data",
        description = "Works with the personal-data map: what is personal, and what replaces it.",
        subcommands = {PersonalDataCheckCommand.class})
final class PersonalDataCommand extends CommandGroup {}
