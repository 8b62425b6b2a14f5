package io.penstock.prepare;

import io.penstock.landscape.ClusterType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was prepared, or will be.
 *
 * @param tool {@code DBPrepare}, {@code DBInit} or {@code DBMigrate}
 * @param run absent of a plan
 * @param state of the run; {@code planned} of a plan
 * @param problems what ended the run early
 */
public record PrepareReport(
        String tool,
        @Nullable String run,
        String environment,
        String mode,
        String state,
        double seconds,
        List<DatabaseReport> databases,
        List<String> problems) {

    /**
     * One database.
     *
     * @param steps those that run, in their order
     * @param registered how many steps of migration are entered as done without running
     * @param done how many steps need not run again
     * @param skipped how many due steps the selection left out
     * @param log where the log of the database is; null of a plan
     */
    public record DatabaseReport(
            String cluster,
            String database,
            List<StepReport> steps,
            int registered,
            int done,
            int skipped,
            double seconds,
            List<String> notes,
            @Nullable String log) {

        /** Of what is no database of an environment, and has no log of its own. */
        static DatabaseReport of(ClusterType type, PreparationPlan plan, List<StepReport> steps) {
            int skipped = plan.skipped().size();
            return new DatabaseReport(
                    type.label(), "", steps, plan.registered().size(), plan.done(), skipped, 0, plan.notes(), null);
        }

        public DatabaseReport {
            steps = List.copyOf(steps);
            notes = List.copyOf(notes);
        }
    }

    /**
     * One step.
     *
     * @param step such as {@code core:7.4.3.0:Class2}
     * @param preparer with its parameters
     * @param reason why it runs
     * @param status {@code planned} until it has run
     * @param lastMilliseconds how long it took when it ran last; null when that is not known
     * @param notes of the preparer, such as that something does not apply to this database
     */
    public record StepReport(
            String phase,
            String step,
            String preparer,
            String reason,
            String status,
            long milliseconds,
            long changedRows,
            @Nullable Long lastMilliseconds,
            @Nullable String error,
            List<String> notes) {

        public StepReport {
            notes = List.copyOf(notes);
        }
    }

    public PrepareReport {
        databases = List.copyOf(databases);
        problems = List.copyOf(problems);
    }

    public long failures() {
        return databases.stream()
                .flatMap(database -> database.steps().stream())
                .filter(step -> step.status().equals(StepStatus.FAILURE.name())
                        || step.status().equals(StepStatus.INTERRUPTED.name()))
                .count();
    }
}
