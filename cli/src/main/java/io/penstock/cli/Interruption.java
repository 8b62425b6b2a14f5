package io.penstock.cli;

import io.penstock.run.Cancellation;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What Ctrl-C and SIGTERM do: a run is asked to end and given time to clean up behind itself; what is short and must not be broken off is waited for;
 * anything else, which only reads, ends at once. Lives in a shutdown hook, where {@link System#exit} would wait for itself: hence {@code halt}.
 */
class Interruption implements Runnable {

    private static final long PATIENCE_SECONDS = 20;

    private final PrintStream err;
    private final Runtime machine;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int code;
    private volatile @Nullable Cancellation cancellation;
    private volatile boolean unbreakable;
    private volatile @Nullable Runnable stop;

    Interruption(PrintStream err, Runtime machine) {
        this.err = err;
        this.machine = machine;
    }

    /** From now on a signal asks this run to end. */
    void cancels(Cancellation run) {
        cancellation = run;
    }

    /** From now on a signal has somebody come to an end, which is then the ordinary one. */
    void stops(Runnable somebody) {
        stop = somebody;
        unbreakable = true;
    }

    /** From now on a signal waits for the end. */
    void waits() {
        unbreakable = true;
    }

    /** The command has ended; signals have no meaning any more. */
    void ended(int exitCode) {
        code = exitCode;
        ended.countDown();
    }

    /** Called by the virtual machine when it shuts down, also in the ordinary way. */
    @Override
    public void run() {
        if (ended.getCount() == 0) {
            return;
        }
        Cancellation run = cancellation;
        if (run == null && !unbreakable) {
            say(CliProblem.COMMAND_CANCELLED, "The command was ended by a signal. Nothing was touched.");
            halt(CliProblem.COMMAND_CANCELLED.outcome().exitCode());
            return;
        }
        if (run != null) {
            run.request("by a signal");
        }
        Runnable stopped = stop;
        if (stopped != null) {
            stopped.run();
        }
        halt(awaitEnd());
    }

    /** Ends the process at once. */
    void halt(int exitCode) {
        machine.halt(exitCode);
    }

    private int awaitEnd() {
        try {
            if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return code;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        say(
                CliProblem.COMMAND_CANCELLED,
                "The work did not end within " + PATIENCE_SECONDS
                        + " seconds and was broken off. The next run removes what it left beside the target, or takes it up.");
        return CliProblem.COMMAND_CANCELLED.outcome().exitCode();
    }

    private void say(CliProblem problem, String text) {
        err.println(problem.code() + " " + text);
        err.flush();
    }
}
