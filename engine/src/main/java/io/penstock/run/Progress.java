package io.penstock.run;

import io.penstock.database.WorkMonitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What a run is doing, has done, and has still to do; written by the workers, read by whoever shows it. Thread-safe. */
public final class Progress {

    /**
     * Something that was done.
     *
     * @param rows rows that it handled, 0 where rows have no meaning
     * @param bytes bytes that it handled
     */
    public record Done(String kind, String name, Instant began, Instant ended, long rows, long bytes) {

        public Duration took() {
            return Duration.between(began, ended);
        }
    }

    /**
     * One moment of a run.
     *
     * @param fraction how much is done, 0 to 1
     * @param inFlight what is being done, oldest first
     */
    public record View(String stage, double fraction, long rows, long bytes, List<String> inFlight) {}

    private final Cancellation cancellation = new Cancellation();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final List<Activity> running = new ArrayList<>();
    private final List<Done> done = new ArrayList<>();
    private String stage = "";
    private double expected;
    private double finished;
    private double fraction;

    public Cancellation cancellation() {
        return cancellation;
    }

    /** The run enters a part of its own, such as {@code copying}. */
    public synchronized void stage(String name) {
        stage = name;
    }

    /** So much more work is known of, in the unit of the weights; less than nothing when an estimate was too high. */
    public synchronized void expect(long weight) {
        expected += weight;
    }

    /** Begins something; close it when it ends. What it is told counts for the whole run. */
    public Activity begin(String kind, String name, long weight) {
        Activity activity = new Activity(kind, name, weight);
        synchronized (this) {
            running.add(activity);
        }
        return activity;
    }

    public synchronized View view() {
        double now = finished;
        List<String> inFlight = new ArrayList<>();
        for (Activity activity : running) {
            now += Math.min(activity.bytes.get(), activity.weight);
            inFlight.add(activity.kind + " " + activity.name);
        }
        // What is expected grows when more becomes known; a bar that falls back would tell less than one that waits.
        fraction = Math.max(fraction, expected == 0 ? 0 : Math.min(1, now / expected));
        return new View(stage, fraction, rows.get(), bytes.get(), inFlight);
    }

    /** What was completed, in the order of its end. */
    public synchronized List<Done> done() {
        return List.copyOf(done);
    }

    /** Something under way. */
    public final class Activity implements WorkMonitor, AutoCloseable {
        private final String kind;
        private final String name;
        private final long weight;
        private final Instant began = Instant.now();
        private final AtomicLong ownRows = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();
        private boolean completed;

        private Activity(String kind, String name, long weight) {
            this.kind = kind;
            this.name = name;
            this.weight = weight;
        }

        @Override
        public void advanced(long moreRows, long moreBytes) {
            ownRows.addAndGet(moreRows);
            bytes.addAndGet(moreBytes);
            rows.addAndGet(moreRows);
            Progress.this.bytes.addAndGet(moreBytes);
            cancellation.check();
        }

        @Override
        public Interruptible interruptible(Runnable interrupt) {
            return cancellation.register(interrupt);
        }

        /** It ended well; without this, closing it counts it as broken off. */
        public void completed() {
            completed = true;
        }

        @Override
        public void close() {
            synchronized (Progress.this) {
                running.remove(this);
                if (completed) {
                    finished += weight;
                    done.add(new Done(kind, name, began, Instant.now(), ownRows.get(), bytes.get()));
                }
            }
        }
    }
}
