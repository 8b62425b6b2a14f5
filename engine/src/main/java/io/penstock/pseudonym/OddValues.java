package io.penstock.pseudonym;

import java.util.concurrent.atomic.LongAdder;

/** Counts values that their pseudonymizer could not read, such as a phone number with letters; they are replaced all the same, by shape. */
final class OddValues {

    private final LongAdder count = new LongAdder();
    private final PathUse paths = new PathUse();

    void add() {
        count.increment();
    }

    /** Which paths into its documents led anywhere. */
    PathUse paths() {
        return paths;
    }

    /** Begins anew, after rows that were only tried. */
    void forget() {
        count.reset();
        paths.forget();
    }

    long count() {
        return count.sum();
    }
}
