package io.penstock.cli;

import io.penstock.prepare.ForcedSteps;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The documented options of DBMigrate alone. */
final class MigrateOptions {

    @Option(
            names = {"-b", "--database-backup"},
            paramLabel = "FLAG",
            arity = "0..1",
            fallbackValue = "true",
            description =
                    "Make a backup first when a step is pending that does not run every time; dbmigrate does unless"
                            + " told not to.")
    @Nullable
    Boolean backup;

    @Option(
            names = "--dry-run-save",
            description = "Run nothing, but register what is due as skipped, so that it does not run later.")
    boolean dryRunSave;

    @Option(
            names = "--exclude-version-dependent",
            description = "Leave out the steps of migration-to-VERSION.properties.")
    boolean excludeVersionDependent;

    @Option(names = "--exclude-version-independent", description = "Leave out the steps of migration.properties.")
    boolean excludeVersionIndependent;

    @Option(
            names = "--force-exec-all",
            description = "Run again what succeeded: all steps of what each cartridge is due for.")
    private boolean forceAll;

    @Option(
            names = "--force-exec-id",
            paramLabel = "IDS",
            split = ",",
            description = "Run these steps again: cartridge[:version]:key, parted by commas.")
    private List<String> forceIds = List.of();

    @Option(
            names = "--force-exec-name",
            paramLabel = "NAMES",
            split = ",",
            description = "Run the steps of these preparers again.")
    private List<String> forceNames = List.of();

    @Option(
            names = "--force-exec-version",
            paramLabel = "VERSIONS",
            split = ",",
            description = "Run the steps of these versions again.")
    private List<String> forceVersions = List.of();

    @Option(
            names = "--force-exec-prefix",
            paramLabel = "PREFIXES",
            split = ",",
            description = "Run the steps again whose keys begin so: pre.Class, Class or post.Class.")
    private List<String> forcePrefixes = List.of();

    ForcedSteps forced() {
        return new ForcedSteps(
                forceAll,
                InitOptions.names("--force-exec-id", forceIds),
                Set.copyOf(forceNames),
                Set.copyOf(forceVersions),
                Set.copyOf(forcePrefixes));
    }
}
