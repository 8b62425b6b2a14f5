package io.penstock.run;

import java.time.Instant;

/** Something that is to be written to the store. */
sealed interface Recorded {

    record Line(long number, Instant at, String text) implements Recorded {}

    record StepBegan(int number, String name, String cluster, Instant at) implements Recorded {}

    /** @param attempt the number of the one that begins; the one before it failed */
    record StepRetried(int number, int attempt, Instant at) implements Recorded {}

    record StepEnded(int number, String state, Instant at) implements Recorded {}
}
