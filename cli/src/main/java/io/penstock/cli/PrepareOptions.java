package io.penstock.cli;

import io.penstock.prepare.StepSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The documented options of all tools that prepare, and what is ours of all of them. */
final class PrepareOptions {

    /** What agrees instead of a person at a terminal. */
    @Option(
            names = "--confirm",
            paramLabel = "ENV",
            description =
                    "The name of the environment once more: agrees to what removes rows, where no person can type it.")
    @Nullable
    String confirm;

    @Mixin
    ClusterChoice clusters = new ClusterChoice();

    @Option(
            names = {"-t", "--cartridges"},
            paramLabel = "NAMES",
            split = ",",
            description = "Only these cartridges of the list, parted by commas.")
    private List<String> cartridges = List.of();

    @Option(
            names = {"-i", "--move-indexes"},
            paramLabel = "FLAG",
            arity = "0..1",
            fallbackValue = "true",
            description = "Move indexes to the table space that is named for them; true unless given.")
    @Nullable
    Boolean moveIndexes;

    @Option(
            names = {"-m", "--table-monitoring"},
            paramLabel = "FLAG",
            arity = "0..1",
            fallbackValue = "true",
            description = "Gather statistics of tables; true unless given.")
    @Nullable
    Boolean tableMonitoring;

    @Option(
            names = "--ddl",
            paramLabel = "FLAG",
            arity = "0..1",
            fallbackValue = "true",
            description = "Run only steps that define tables, indexes, constraints or routines; false unless given.")
    private boolean ddl;

    @Option(
            names = "-is.share",
            paramLabel = "PATH",
            description = "The shared directory of the installation, with its cartridges and settings in system; what"
                    + " cartridges of penstock.yaml names unless given.")
    @Nullable
    Path share;

    @Option(
            names = "--break-on-error",
            paramLabel = "FLAG",
            arity = "0..1",
            fallbackValue = "true",
            description = "End with the first step that fails; what breakOnError of the share says unless given.")
    @Nullable
    Boolean breakOnError;

    @Option(
            names = "--rerun-interrupted",
            description = {
                "Run steps again, from their beginning, that were cut in two when their process ended.",
                "Where the database takes back what they had done, they run again in any case."
            })
    boolean rerunInterrupted;

    @Option(
            names = "--step-timeout",
            paramLabel = "SPAN",
            converter = ScheduleOptions.Span.class,
            description =
                    "How long a step may take, such as 30m, before it is ended as a failure; as long as it wants unless given.")
    @Nullable
    Duration stepTimeout;

    @Option(names = "--dry-run", description = "Only show what would run.")
    boolean dryRun;

    @Option(
            names = {"-!", "-classic"},
            description = "Ask nothing: no prompt before the work begins.")
    boolean classic;

    StepSelection selection(List<String> keys, InitOptions init, MigrateOptions migrate) {
        return new StepSelection(
                Set.copyOf(cartridges),
                Set.copyOf(keys.equals(List.of("all")) ? List.of() : keys),
                init.execIds(),
                ddl,
                !migrate.excludeVersionDependent,
                !migrate.excludeVersionIndependent,
                migrate.forced());
    }
}
