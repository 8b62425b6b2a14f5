package io.penstock.cli;

import io.penstock.Penstock;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** {@code penstock} itself. */
@Command(
        name = "penstock",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = PenstockCommand.Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Keeps the environments of a commerce platform in step.",
        subcommands = {
            DemoCommand.class,
            PlanCommand.class,
            SyncCommand.class,
            UndoCommand.class,
            PrepareCommand.class,
            DbprepareCommand.class,
            DbinitCommand.class,
            DbmigrateCommand.class,
            UuidCommand.class,
            PseudonymizeCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            AdoptCommand.class,
            PersonalDataCommand.class,
            RunsCommand.class,
            ScheduleCommand.class,
            MessagesCommand.class,
            AuditCommand.class,
            ConfigCommand.class,
            CompletionCommand.class
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class PenstockCommand extends CommandGroup {

    @Mixin
    private final GlobalOptions options;

    PenstockCommand(Session session) {
        this.options = session.options();
    }

    GlobalOptions options() {
        return options;
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"penstock " + Penstock.VERSION, "Java " + System.getProperty("java.version")};
        }
    }
}
