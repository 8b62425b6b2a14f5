package io.penstock.database;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what it is told, and stops the work after so many rows. */
final class CountingMonitor implements WorkMonitor {

    /** What the work is stopped with. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final AtomicLong rows = new AtomicLong();
    final AtomicLong bytes = new AtomicLong();
    final AtomicInteger registered = new AtomicInteger();
    private final long stopAfter;

    CountingMonitor() {
        this(Long.MAX_VALUE);
    }

    CountingMonitor(long stopAfter) {
        this.stopAfter = stopAfter;
    }

    @Override
    public void advanced(long moreRows, long moreBytes) {
        bytes.addAndGet(moreBytes);
        if (rows.addAndGet(moreRows) >= stopAfter) {
            throw new Stopped();
        }
    }

    @Override
    public Interruptible interruptible(Runnable interrupt) {
        registered.incrementAndGet();
        return registered::decrementAndGet;
    }
}
