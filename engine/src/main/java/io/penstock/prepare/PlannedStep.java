package io.penstock.prepare;

import io.penstock.prepare.cartridge.PreparationStep;
import org.jspecify.annotations.Nullable;

/**
 * A step that is going to run, and why.
 *
 * @param lastMillis how long it took when it ran last; null when that is not known
 */
public record PlannedStep(
        PreparationStep step, Reason reason, @Nullable Long lastMillis) {

    /** Of a step that never ran. */
    private static final long USUAL_MILLIS = 100;

    public PlannedStep(PreparationStep step, Reason reason) {
        this(step, reason, null);
    }

    /** Its share of the run: milliseconds, as many as it took when it ran last. */
    long weight() {
        return lastMillis == null ? USUAL_MILLIS : Math.max(1, lastMillis);
    }
}
