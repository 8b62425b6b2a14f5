package io.penstock.prepare.rehearsal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal found.
 *
 * @param state of the run
 * @param problems what ended it early
 */
public record RehearsalReport(
        String run,
        String environment,
        String state,
        double seconds,
        List<DatabaseRehearsal> databases,
        List<String> problems) {

    /**
     * One database.
     *
     * @param copy where the scratch copy was
     * @param rests what rested in the copy, and in whose zone, as a sentence
     * @param steps in the order in which they ran
     */
    public record DatabaseRehearsal(
            String cluster, String database, String copy, String rests, List<StepRehearsal> steps) {

        public DatabaseRehearsal {
            steps = List.copyOf(steps);
        }
    }

    /**
     * One step.
     *
     * @param step such as {@code core:7.4.3.0:Class2}
     * @param preparer with its parameters
     * @param differences what the second run changed
     * @param error why it failed, in the first run or in the second
     */
    public record StepRehearsal(
            String step,
            String preparer,
            Outcome outcome,
            List<Difference> differences,
            @Nullable String error) {

        public StepRehearsal {
            differences = List.copyOf(differences);
        }
    }

    /** What is to be said of a step. */
    public enum Outcome {
        /** Its second run changed nothing. */
        IDEMPOTENT("idempotent"),
        /** Its second run drew numbers from sequences and changed nothing else. */
        DRAWS_NUMBERS("idempotent, but draws numbers"),
        NOT_IDEMPOTENT("NOT IDEMPOTENT"),
        /** This step or others that ran with it changed something again, and did not when they ran a third time. */
        ONE_OF_THESE("NOT IDEMPOTENT, it or another of those with the same changes"),
        FAILED("FAILED"),
        FAILED_AGAIN("FAILED when it ran again");

        private final String phrase;

        Outcome(String phrase) {
            this.phrase = phrase;
        }

        /** For people. */
        public String phrase() {
            return phrase;
        }

        /** Whether the step is as it should be. */
        public boolean good() {
            return this == IDEMPOTENT || this == DRAWS_NUMBERS;
        }
    }

    /**
     * Something that is not as it was.
     *
     * @param what {@code rows}, {@code structure} or {@code sequence}
     * @param name of the table or sequence
     * @param rowsBefore 0 where rows have no meaning
     */
    public record Difference(String what, String name, long rowsBefore, long rowsAfter) {

        @Override
        public String toString() {
            return switch (what) {
                case "rows" ->
                    rowsBefore == rowsAfter
                            ? "table " + name + ": " + rowsAfter + " rows as before, with other contents"
                            : "table " + name + ": " + rowsBefore + " rows before, " + rowsAfter + " after";
                case "sequence" -> "sequence " + name + " has moved";
                default -> "structure of " + name;
            };
        }
    }

    public RehearsalReport {
        databases = List.copyOf(databases);
        problems = List.copyOf(problems);
    }

    /** Whether no step failed and all are idempotent. */
    public boolean good() {
        return databases.stream()
                .flatMap(database -> database.steps().stream())
                .allMatch(step -> step.outcome().good());
    }
}
