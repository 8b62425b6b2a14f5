package io.penstock.run;

import io.penstock.PenstockException;
import io.penstock.database.WorkMonitor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a run early: at the wish of a person, or because one of its works failed. Thread-safe. */
public final class Cancellation {

    private final List<Runnable> interrupts = new ArrayList<>();
    private @Nullable String reason;
    private String left = "The target is as it was.";
    private boolean requested;

    /** Asks the run to end at once and leave the target as it was. May be called from any thread, more than once. */
    public void request(String why) {
        synchronized (this) {
            requested = true;
        }
        stop(why);
    }

    /** Says in what state a run that ends early leaves the target, as a sentence; unless said, it is as it was. */
    public synchronized void leaves(String sentence) {
        left = sentence;
    }

    /** In what state a run that ends early leaves the target, as a sentence. */
    public synchronized String left() {
        return left;
    }

    /** Whether a person asked for the end. */
    public synchronized boolean requested() {
        return requested;
    }

    public synchronized boolean stopping() {
        return reason != null;
    }

    /** @throws PenstockException when the run is to end */
    public synchronized void check() {
        if (reason != null) {
            throw new PenstockException(RunProblem.RUN_CANCELLED, "The run was ended: " + reason + ".", left);
        }
    }

    /** Interrupts everything that may block, because {@code why}; the run then winds up. */
    void stop(String why) {
        List<Runnable> toCall;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
            toCall = List.copyOf(interrupts);
        }
        toCall.forEach(Runnable::run);
    }

    synchronized WorkMonitor.Interruptible register(Runnable interrupt) {
        check();
        interrupts.add(interrupt);
        return () -> {
            synchronized (this) {
                interrupts.remove(interrupt);
            }
        };
    }
}
