package io.penstock.run;

import io.penstock.database.WorkMonitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a run is doing, has done, and has still to do; written by the workers, read by whoever shows it. Thread-safe. */
public final class Progress {

    /** Kinds of work that copy, whose rows are those of the target; the others handle the same rows again. */
    private static final String COPY = "copy";

    /** Kinds whose works have names that say themselves what is done, such as {@code index public.customer_email_idx}. */
    private static final Set<String> TELLING = Set.of("index", "constraint", "finish");

    /**
     * Something that was done, or begun and broken off.
     *
     * @param cluster the cluster that it was done for; empty where it was done for all
     * @param table the table that it worked on; absent when that was none or several
     * @param completed whether it ended well
     * @param rows rows that it handled, 0 where rows have no meaning
     * @param bytes bytes that it handled
     */
    public record Done(
            String cluster,
            String kind,
            String name,
            @Nullable String table,
            Instant began,
            Instant ended,
            boolean completed,
            long rows,
            long bytes) {

        public Duration took() {
            return Duration.between(began, ended);
        }
    }

    /**
     * Something under way.
     *
     * @param cluster the cluster that it is done for; empty where it is done for all
     * @param what for people, such as {@code copy public.customer 1/2}
     * @param fraction how much of it is done, 0 to 1; 0 as long as it cannot be told
     */
    public record InFlight(String cluster, String what, double fraction) {}

    /**
     * One moment of a run.
     *
     * @param cluster the cluster that is worked for; empty for all
     * @param fraction how much is done, 0 to 1
     * @param copied rows that were copied
     * @param rows rows that were handled: each is copied, and read again to prove it and to build indexes
     * @param bytes bytes that were handled
     * @param inFlight what is being done, oldest first
     */
    public record View(
            String cluster,
            String stage,
            double fraction,
            long copied,
            long rows,
            long bytes,
            List<InFlight> inFlight) {}

    /** Hears of what happens, in the threads that do it; returns at once. */
    interface Listener {
        void entered(String stage, String cluster);

        void done(Done done);

        /** The step is tried again. */
        void retried(String line);

        /** Something is to stand in the log. */
        void noted(String line);
    }

    private final Cancellation cancellation;
    private @Nullable Listener listener;
    private final AtomicLong copied = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final List<Activity> running = new ArrayList<>();
    private final List<Done> done = new ArrayList<>();
    private String cluster = "";
    private String stage = "";
    private double expected;
    private double finished;
    private double fraction;

    public Progress() {
        this(new Cancellation());
    }

    /** Of work that is a part of other work, and is cancelled with it. */
    public Progress(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    /** The run enters a part of its own, such as {@code copying}; what begins from now on is done for the same clusters. */
    public synchronized void stage(String name) {
        stage = name;
        entered();
    }

    /** What begins from now on is done for this cluster; for all when it is empty. */
    public synchronized void cluster(String label) {
        cluster = label;
    }

    synchronized void listen(Listener to) {
        listener = to;
    }

    private void entered() {
        if (listener != null) {
            listener.entered(stage, cluster);
        }
    }

    /** Something is tried again. @param line says what and why */
    public synchronized void retry(String line) {
        if (listener != null) {
            listener.retried(line);
        }
    }

    /** Has a line stand in the log of the run. */
    public synchronized void note(String line) {
        if (listener != null) {
            listener.noted(line);
        }
    }

    /** So much more work is known of, in bytes that are copied in the same time; less than nothing when an estimate was too high. */
    public synchronized void expect(long weight) {
        expected += weight;
    }

    /**
     * Begins something; close it when it ends. What it is told counts for the whole run.
     *
     * @param weight the bytes that it will tell of, and as much of the run; 0 for what is short
     */
    public Activity begin(String kind, String name, long weight) {
        return begin(kind, name, null, weight, weight);
    }

    /** Begins a work; close what is returned when it ends. */
    public Activity begin(Work work) {
        return begin(work.kind(), work.name(), work.table(), work.effort(), work.size());
    }

    private synchronized Activity begin(String kind, String name, @Nullable String table, long effort, long size) {
        Activity activity = new Activity(cluster, kind, name, table, effort, size);
        running.add(activity);
        return activity;
    }

    public synchronized View view() {
        double now = finished;
        List<InFlight> inFlight = new ArrayList<>();
        for (Activity activity : running) {
            double share = activity.size == 0 ? 0 : Math.min(1, (double) activity.bytes.get() / activity.size);
            now += share * activity.effort;
            inFlight.add(new InFlight(activity.cluster, words(activity.kind, activity.name), share));
        }
        // What is expected grows when more becomes known; a bar that falls back would tell less than one that waits.
        fraction = Math.max(fraction, expected == 0 ? 0 : Math.min(1, now / expected));
        return new View(cluster, stage, fraction, copied.get(), rows.get(), bytes.get(), inFlight);
    }

    /** What is done, for people. */
    static String words(String kind, String name) {
        return TELLING.contains(kind) ? name : kind + " " + name;
    }

    /** What was done or broken off, in the order of its end. */
    public synchronized List<Done> done() {
        return List.copyOf(done);
    }

    /** Something under way. */
    public final class Activity implements WorkMonitor, AutoCloseable {
        private final String cluster;
        private final String kind;
        private final String name;
        private final @Nullable String table;
        private final long effort;
        private final long size;
        private final Instant began = Instant.now();
        private final AtomicLong ownRows = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();
        private boolean completed;

        private Activity(String cluster, String kind, String name, @Nullable String table, long effort, long size) {
            this.cluster = cluster;
            this.kind = kind;
            this.name = name;
            this.table = table;
            this.effort = effort;
            this.size = size;
        }

        @Override
        public void advanced(long moreRows, long moreBytes) {
            ownRows.addAndGet(moreRows);
            bytes.addAndGet(moreBytes);
            rows.addAndGet(moreRows);
            Progress.this.bytes.addAndGet(moreBytes);
            if (kind.equals(COPY)) {
                copied.addAndGet(moreRows);
            }
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
                    finished += effort;
                }
                Done ended = new Done(
                        cluster, kind, name, table, began, Instant.now(), completed, ownRows.get(), bytes.get());
                done.add(ended);
                if (listener != null) {
                    listener.done(ended);
                }
            }
        }
    }
}
