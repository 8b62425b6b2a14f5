package io.penstock.run;

import io.penstock.PenstockException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes to the store what a run of this process does, as it goes on; says that the process lives; and asks the run to end when a person asked for
 * it. A store that cannot be reached meanwhile does not end the run: what was not written is written later.
 */
final class RunRecorder implements Progress.Listener {

    private static final long BEAT_MILLIS = 1000;
    /** Thousands of indexes and proofs are not worth a line each, unless they take long. */
    private static final Set<String> TOLD = Set.of("copy", "files", "swap", "hook", "script");

    private static final long LONG_MILLIS = 1000;

    private final RunStore store;
    private final Run run;
    private final Claim claim;
    private final Map<String, Integer> numbers;
    private final Progress progress;
    private final List<Recorded> waiting = new ArrayList<>();
    private final ScheduledExecutorService clock;
    private long lines;
    private int number;
    private int attempt = 1;
    private String step = "";

    RunRecorder(RunStore store, Run run, Claim claim, Progress progress) {
        this.store = store;
        this.run = run;
        this.claim = claim;
        this.numbers = new HashMap<>(claim.steps());
        this.lines = claim.lines();
        this.progress = progress;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "run-record");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        store.hold();
        progress.listen(this);
        line(run.command() + ", started by " + run.startedBy() + ", process " + run.pid() + " of " + run.host());
        clock.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void entered(String stage, String cluster) {
        String next = Claim.step(stage, cluster);
        if (stage.isEmpty() || next.equals(step)) {
            return;
        }
        endStep("done");
        step = next;
        number = numbers.computeIfAbsent(next, key -> numbers.size() + 1);
        attempt = claim.attempt();
        waiting.add(new Recorded.StepBegan(number, stage, cluster, Instant.now()));
        line(cluster.isEmpty() ? stage : cluster + ": " + stage);
    }

    @Override
    public void done(Progress.Done done) {
        boolean told =
                TOLD.contains(done.kind()) || !done.completed() || done.took().toMillis() >= LONG_MILLIS;
        if (!told) {
            return;
        }
        String what =
                (done.cluster().isEmpty() ? "" : done.cluster() + ": ") + Progress.words(done.kind(), done.name());
        String rows = done.rows() == 0 ? "" : ", " + done.rows() + " rows";
        String time = String.format(Locale.ROOT, ", %.1f s", done.took().toMillis() / 1000.0);
        line(what + rows + time + (done.completed() ? "" : ", broken off"));
    }

    @Override
    public synchronized void retried(String text) {
        if (number > 0) {
            attempt++;
            waiting.add(new Recorded.StepRetried(number, attempt, Instant.now()));
        }
        line(text);
    }

    @Override
    public void noted(String text) {
        line(text);
    }

    synchronized void line(String text) {
        lines++;
        waiting.add(new Recorded.Line(lines, Instant.now(), text));
    }

    Claim claim() {
        return claim;
    }

    /** Whether no other process has taken the run up; where the store cannot be asked, it is the lock of the target that tells. */
    boolean holds() {
        try {
            return store.holds(run, claim);
        } catch (PenstockException e) {
            return true;
        }
    }

    private void endStep(String state) {
        if (number > 0) {
            waiting.add(new Recorded.StepEnded(number, state, Instant.now()));
        }
    }

    private void beat() {
        try {
            if (!write()) {
                progress.cancellation()
                        .request("it was taken for dead by another process, for its own was not heard of");
            } else if (!progress.cancellation().requested()) {
                store.cancelledBy(run.id()).ifPresent(by -> {
                    line("asked to end by " + by);
                    progress.cancellation().request("by " + by);
                });
            }
        } catch (PenstockException e) {
            // The store is out of reach: the next beat tries again.
        }
    }

    private boolean write() {
        List<Recorded> now;
        synchronized (this) {
            now = List.copyOf(waiting);
        }
        Progress.View view = progress.view();
        boolean ours = store.beat(run, claim, view.stage(), view.fraction(), now);
        synchronized (this) {
            waiting.subList(0, now.size()).clear();
        }
        return ours;
    }

    /** Writes how the run ended. Fails quietly: the file beside the reports says it too. */
    void end(Run ended, List<String> problems) {
        clock.shutdown();
        try {
            // A beat under way must not write after the end.
            boolean quiet = clock.awaitTermination(BEAT_MILLIS * 10, TimeUnit.MILLISECONDS);
            problems.forEach(this::line);
            synchronized (this) {
                endStep(ended.state().label());
            }
            line(ended.state().label());
            if (quiet) {
                write();
                store.end(ended, claim);
            }
        } catch (PenstockException e) {
            // Said above.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            store.release();
        }
    }
}
