package io.penstock.prepare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a step ended.
 *
 * @param error why it failed; absent of a success
 * @param notes of the preparer
 */
record StepOutcome(
        StepStatus status,
        long milliseconds,
        long changedRows,
        @Nullable String error,
        List<String> notes) {

    StepOutcome {
        notes = List.copyOf(notes);
    }
}
