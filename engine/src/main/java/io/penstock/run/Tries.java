package io.penstock.run;

import io.penstock.PenstockException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Tries again what failed for a reason that passes by itself, after a while each time. Each try is an attempt in the record of the run. */
public final class Tries {

    private static final long LOOK_MILLIS = 100;

    private final List<Duration> pauses;
    private final Predicate<PenstockException> passing;

    /**
     * @param pauses before the second try, the third, …; so many tries are made, and one more
     * @param passing which failures pass by themselves
     */
    public Tries(List<Duration> pauses, Predicate<PenstockException> passing) {
        this.pauses = List.copyOf(pauses);
        this.passing = passing;
    }

    /**
     * Does something, again while it fails so.
     *
     * @param cancellation ends it early, with the failure that was last
     * @throws PenstockException what the last try threw
     */
    public <T> T of(String what, Progress progress, Cancellation cancellation, Supplier<T> work) {
        for (int again = 0; ; again++) {
            try {
                return work.get();
            } catch (PenstockException e) {
                if (again >= pauses.size() || !passing.test(e) || !pause(pauses.get(again), cancellation)) {
                    throw e;
                }
                progress.retry("try " + (again + 2) + " of " + (pauses.size() + 1) + " of " + what + ", after "
                        + pauses.get(again).toSeconds() + " s, because "
                        + e.problems().get(0).what());
            }
        }
    }

    private static boolean pause(Duration pause, Cancellation cancellation) {
        long end = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < end) {
            if (cancellation.stopping() || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
        return true;
    }
}
