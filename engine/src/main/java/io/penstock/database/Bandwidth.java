package io.penstock.database;

import io.penstock.landscape.Throttle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds all readers of one source together under its megabytes a second. Thread-safe. */
public final class Bandwidth {

    private static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final double nanosPerByte;
    private long due = System.nanoTime();

    public Bandwidth(Throttle throttle) {
        this.nanosPerByte = throttle.megabytesPerSecond() == 0 ? 0 : 1000.0 / throttle.megabytesPerSecond();
    }

    /** Waits until so many bytes more may be read. */
    public void took(long bytes) {
        if (nanosPerByte == 0) {
            return;
        }
        long wait;
        synchronized (this) {
            long now = System.nanoTime();
            due = Math.max(due, now - SLACK_NANOS) + (long) (bytes * nanosPerByte);
            wait = due - now;
        }
        if (wait > 0) {
            LockSupport.parkNanos(wait);
        }
    }
}
