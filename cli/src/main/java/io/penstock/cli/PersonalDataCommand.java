package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock personal-data}. */
@Command(
        name = "personal-data",
        description = "Finds personal data, shows what replaces it, and proves that it is gone.",
        subcommands = {
            PersonalDataScanCommand.class,
            PersonalDataCheckCommand.class,
            PersonalDataPreviewCommand.class,
            PersonalDataApproveCommand.class,
            PersonalDataVerifyCommand.class,
            PersonalDataEvidenceCommand.class
        })
final class PersonalDataCommand extends CommandGroup {}
