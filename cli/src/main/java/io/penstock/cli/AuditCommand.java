package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock audit}. */
@Command(
        name = "audit",
        description = "Shows who saw or allowed what, and whether the record of it is whole.",
        subcommands = {AuditListCommand.class, AuditVerifyCommand.class})
final class AuditCommand extends CommandGroup {}
