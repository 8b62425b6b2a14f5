package io.penstock.prepare;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends a step that takes longer than it may, or is not wanted any more. It is told so again and again, since it may just lie between two statements. */
final class StepLimit implements AutoCloseable {

    private static final long AGAIN_MILLIS = 200;
    private static final long END_SECONDS = 5;

    private final Runnable end;
    private final String words;
    private @Nullable ScheduledExecutorService clock;
    private volatile boolean over;

    /** @param limit null for none */
    StepLimit(@Nullable Duration limit, Runnable end) {
        this.end = end;
        this.words = limit == null ? "" : words(limit);
        if (limit != null) {
            schedule(limit.toMillis(), () -> over = true);
        }
    }

    static String words(Duration limit) {
        return "it took longer than " + limit.toMillis() / 1000.0 + " s and was ended";
    }

    private synchronized void schedule(long millis, Runnable first) {
        ScheduledExecutorService running = clock;
        if (running != null && running.isShutdown()) {
            return;
        }
        if (running == null) {
            running = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "limit of a step");
                thread.setDaemon(true);
                return thread;
            });
            clock = running;
        }
        var unused = running.scheduleWithFixedDelay(
                () -> {
                    first.run();
                    end.run();
                },
                millis,
                AGAIN_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** It is not wanted any more; called by other threads. */
    void end() {
        schedule(0, () -> {});
    }

    /** Why it was ended; null when it was not. */
    @Nullable
    String over() {
        return over ? words : null;
    }

    @Override
    public synchronized void close() {
        if (clock == null) {
            return;
        }
        clock.shutdownNow();
        try {
            // What ends a statement must not meet the next one.
            var unused = clock.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
