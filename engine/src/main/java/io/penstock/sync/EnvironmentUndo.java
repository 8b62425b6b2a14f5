package io.penstock.sync;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Dialect;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.lifecycle.Downtime;
import io.penstock.run.Journal;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import io.penstock.run.RunState;
import java.util.Comparator;
import java.util.List;

/** Puts back what the newest sync into an environment replaced: databases and files, of both clusters, all or none of them. */
public final class EnvironmentUndo {

    /**
     * What became of an environment, as phrases for people.
     *
     * @param restored what was put back
     * @param left what stays as it is, since the sync did not replace it or nothing is kept of what it replaced
     */
    public record Undone(List<String> restored, List<String> left) {}

    private final Landscape landscape;
    private final Journal journal;
    private final List<Dialect> dialects;

    public EnvironmentUndo(Landscape landscape, Journal journal, List<Dialect> dialects) {
        this.landscape = landscape;
        this.journal = journal;
        this.dialects = List.copyOf(dialects);
    }

    /**
     * Undoes the newest sync; when that died in the middle of its swap, what it had swapped.
     *
     * @throws PenstockException NOTHING-TO-UNDO, or the guards' refusals; or what the environment's hooks failed to do before or after
     */
    public Undone undo(String environmentName, String startedBy) {
        Environment environment = Environments.require(landscape, environmentName);
        Run run = journal.begin("undo " + environmentName, environmentName, startedBy);
        try {
            Undone undone = undo(environment, run);
            journal.end(run, new RunState.Done());
            return undone;
        } catch (PenstockException e) {
            journal.end(run, new RunState.Ended(e.outcome()));
            throw e;
        } catch (RuntimeException | Error e) {
            journal.end(run, new RunState.Ended(Outcome.FAILED));
            throw e;
        }
    }

    private Undone undo(Environment environment, Run run) {
        String environmentName = environment.name();
        String startedBy = run.startedBy();
        String holder = "penstock undo " + environmentName + " by " + startedBy;
        try (TargetParts parts = new TargetParts(landscape, environment, new Databases(dialects, holder), holder)) {
            List<SwapPart> all = parts.all();
            for (Settlement.Settled settled : Settlement.settle(parts::part, all)) {
                if (!settled.putBack().isEmpty()) {
                    return undone(all, settled.putBack(), settled.run());
                }
            }
            all.forEach(SwapPart::lock);
            String newest = all.stream()
                    .flatMap(part -> part.undoable().stream())
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new PenstockException(
                            DatabaseProblem.NOTHING_TO_UNDO,
                            "Nothing that a sync into " + environmentName + " replaced is kept.",
                            "Each sync can be undone once, and only what undo in penstock.yaml keeps; a database that no sync had"
                                    + " filled is kept only with --keep-unsealed."));
            List<SwapPart> swapped =
                    all.stream().filter(part -> part.swappedBy(newest)).toList();
            around(environment, run, () -> JointSwap.undo(newest, swapped));
            return undone(all, swapped, newest);
        }
    }

    /** Stops the application while its data are put back. */
    private void around(Environment environment, Run run, Runnable swap) {
        Downtime downtime =
                new Downtime(environment, landscape.storeDirectory(), journal.directory(run), run.id(), new Progress());
        List<Problem> afterwards = downtime.around(swap, swapped -> {});
        if (!afterwards.isEmpty()) {
            throw new PenstockException(afterwards);
        }
    }

    private static Undone undone(List<SwapPart> all, List<SwapPart> restored, String run) {
        return new Undone(
                restored.stream()
                        .map(part -> part.name() + " as it was before run " + run)
                        .sorted()
                        .toList(),
                all.stream()
                        .filter(part -> !restored.contains(part))
                        .map(SwapPart::name)
                        .toList());
    }
}
