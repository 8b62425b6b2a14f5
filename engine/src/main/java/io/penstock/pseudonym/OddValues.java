package io.penstock.pseudonym;

import java.util.concurrent.atomic.LongAdder;

/** Counts values that their pseudonymizer could not read, such as a phone number with letters; they are replaced all the same, by shape. */
final class OddValues {

    private final LongAdder count = new LongAdder();

    void add() {
        count.increment();
    }

    long count() {
        return count.sum();
    }
}
