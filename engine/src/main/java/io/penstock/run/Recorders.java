package io.penstock.run;

import io.penstock.PenstockException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The runs that this process works on, each with who writes its record to the store. Thread-safe. */
final class Recorders {

    private final Map<String, RunRecorder> recorders = new ConcurrentHashMap<>();

    void start(RunStore store, Run run, Claim claim, Progress progress) {
        RunRecorder recorder = new RunRecorder(store, run, claim, progress);
        recorders.put(run.id(), recorder);
        recorder.start();
    }

    void end(Run ended, List<String> problems) {
        RunRecorder recorder = recorders.remove(ended.id());
        if (recorder != null) {
            recorder.end(ended, problems);
        }
    }

    /** The fencing number of this process for a run; 1 where there is no store. */
    long fence(Run run) {
        RunRecorder recorder = recorders.get(run.id());
        return recorder == null ? 1 : recorder.claim().fence();
    }

    /** @throws PenstockException RUN-TAKEN-UP when another process works on the run now */
    void requireOurs(Run run) {
        RunRecorder recorder = recorders.get(run.id());
        if (recorder != null && !recorder.holds()) {
            throw new PenstockException(
                    RunProblem.RUN_TAKEN_UP,
                    "Another process has taken up run " + run.id() + ", since this one was not heard of.",
                    "See what became of it with penstock runs show " + run.id()
                            + "; this process leaves the target alone.");
        }
    }
}
