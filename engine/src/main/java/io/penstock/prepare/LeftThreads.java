package io.penstock.prepare;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Threads that a preparer has started and left behind. */
final class LeftThreads {

    private static final long PATIENCE_MILLIS = 1000;

    private final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());

    /** Those of now that run on for their own sake, after a moment in which they may end; for people. */
    Optional<String> left() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        List<Thread> left = started();
        for (Thread thread : left) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        left = left.stream().filter(Thread::isAlive).toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of("it left " + (left.size() == 1 ? "a thread" : left.size() + " threads") + " running ("
                        + left.get(0).getName() + ")");
    }

    private List<Thread> started() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && !before.contains(thread))
                .toList();
    }
}
