package io.penstock.files;

import io.penstock.PenstockException;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Many threads for work that waits for file systems. Work makes more work; the queue is bounded, and where it is full the submitting thread does the
 * work itself, so memory stays bounded and nothing waits for a place.
 */
final class FileWorkers implements AutoCloseable {

    /** A piece of work. */
    interface Work {
        void run() throws IOException;
    }

    private final ThreadPoolExecutor pool;
    private final BooleanSupplier cancelled;
    private final AtomicLong pending = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile CountDownLatch done = new CountDownLatch(1);

    FileWorkers(int parallelism, BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        this.pool = new ThreadPoolExecutor(
                parallelism,
                parallelism,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(parallelism * 4),
                work -> {
                    Thread thread = new Thread(work, "penstock-files");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    /**
     * Does the work and all that it submits; throws the first failure. None of it runs on the calling thread, whose interruption would close the files
     * that it reads.
     */
    void run(Work first) throws IOException {
        done = new CountDownLatch(1);
        submit(first);
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // left to the caller: half of a commit is of no use
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof IOException exception) {
            throw exception;
        }
    }

    void submit(Work work) {
        pending.incrementAndGet();
        pool.execute(() -> perform(work));
    }

    private void perform(Work work) {
        try {
            if (failure.get() == null) {
                if (cancelled.getAsBoolean()) {
                    throw cancellation();
                }
                work.run();
            }
        } catch (IOException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            if (pending.decrementAndGet() == 0) {
                done.countDown();
            }
        }
    }

    private static PenstockException cancellation() {
        return new PenstockException(
                FilesProblem.FILES_CANCELLED,
                "The synchronization of files was cancelled.",
                "The target is as it was; start again when you like.");
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
