package io.penstock.prepare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was prepared, or will be.
 *
 * @param run absent of a plan
 * @param state of the run; {@code planned} of a plan
 * @param problems what ended the run early
 */
public record PrepareReport(
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
     */
    public record DatabaseReport(
            String cluster, String database, List<StepReport> steps, int registered, int done, List<String> notes) {

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
     */
    public record StepReport(
            String phase,
            String step,
            String preparer,
            String reason,
            String status,
            long milliseconds,
            long changedRows,
            @Nullable String error) {}

    public PrepareReport {
        databases = List.copyOf(databases);
        problems = List.copyOf(problems);
    }

    public long failures() {
        return databases.stream()
                .flatMap(database -> database.steps().stream())
                .filter(step -> step.status().equals(StepStatus.FAILURE.name()))
                .count();
    }
}
