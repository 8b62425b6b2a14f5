package io.penstock.checks;

import io.penstock.run.Progress;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A sync in the background, and waiting for moments of it. */
final class Slowed {

    private static final long LONGEST_SECONDS = 180;

    private final Progress progress = new Progress();
    private final CompletableFuture<Object> result;

    private Slowed(Scenario scenario) {
        result = CompletableFuture.supplyAsync(() -> {
            try {
                return scenario.sync(progress);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    static Slowed start(Scenario scenario) {
        return new Slowed(scenario);
    }

    Progress progress() {
        return progress;
    }

    /** Waits until rows of the big table are flowing. */
    Slowed untilCopying() throws Exception {
        until(() -> result.isDone() || progress.view().bytes() > 300_000);
        if (result.isDone()) {
            end();
            throw new IllegalStateException("the sync was over before it could be disturbed");
        }
        return this;
    }

    boolean isOver() {
        return result.isDone();
    }

    /** Waits for the end; throws what it threw. */
    void end() throws Exception {
        try {
            result.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    static void until(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.call()) {
            if (System.nanoTime() > deadline || never.await(10, TimeUnit.MILLISECONDS)) {
                throw new TimeoutException("it did not come so far");
            }
        }
    }
}
