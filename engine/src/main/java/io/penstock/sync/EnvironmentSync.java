package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.files.FileRootMarker;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.Lifecycle;
import io.penstock.lifecycle.Downtime;
import io.penstock.run.Journal;
import io.penstock.run.Person;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import io.penstock.run.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Refreshes an environment. Everything is built and proven beside the target; then databases and files are swapped in, or nothing is. */
public final class EnvironmentSync {

    private final Landscape landscape;
    private final Journal journal;
    private final Workers workers;
    private final Proof proof;

    public EnvironmentSync(Landscape landscape, Journal journal, Workers workers, Proof proof) {
        this.landscape = landscape;
        this.journal = journal;
        this.workers = workers;
        this.proof = proof;
    }

    /**
     * Runs a planned sync.
     *
     * @return the report, which is kept with the run
     * @throws PenstockException when it fails or is cancelled; the target is as it was, and the report is kept all the same
     */
    public SyncReport run(PreparedSync prepared, Progress progress) {
        SyncRequest request = prepared.request();
        Run run = journal.begin(prepared.command(), request.target(), request.startedBy(), progress);
        return run(prepared, Attempt.of(journal, run, false), progress, List.of());
    }

    /**
     * Goes on with the newest run into the environment where its process died, if it did the same; else begins a new one, and says so.
     *
     * @return the report, which is kept with the run
     * @throws PenstockException as {@link #run}
     */
    public SyncReport resume(PreparedSync prepared, Progress progress) {
        return takeUp(prepared, progress).orElseGet(() -> {
            SyncRequest request = prepared.request();
            Run run = journal.begin(prepared.command(), request.target(), request.startedBy(), progress);
            String why = "there was nothing to resume: the newest run into " + request.target()
                    + " has not died, or did something else; this one began anew";
            return run(prepared, Attempt.of(journal, run, false), progress, List.of(why));
        });
    }

    /**
     * Goes on with the newest run into the environment where its process died, if it did the same.
     *
     * @return the report; empty when there is nothing to go on with
     * @throws PenstockException as {@link #run}
     */
    public Optional<SyncReport> takeUp(PreparedSync prepared, Progress progress) {
        SyncRequest request = prepared.request();
        return journal.takeUp(prepared.command(), request.target(), progress)
                .map(run -> run(prepared, Attempt.of(journal, run, true), progress, List.of()));
    }

    private SyncReport run(PreparedSync prepared, Attempt attempt, Progress progress, List<String> warnings) {
        Run run = attempt.run();
        SyncReporting reporting = new SyncReporting(landscape, journal, prepared, progress);
        warnings.forEach(reporting::warn);
        return journal.conduct(
                run,
                () -> {
                    List<Problem> afterwards = attempt.takesUp() && prepared.isSwappedBy(run.id())
                            ? afterSwap(prepared, run, progress, reporting)
                            : refresh(prepared, attempt, progress, reporting);
                    prune(prepared, reporting);
                    if (!afterwards.isEmpty()) {
                        throw new PenstockException(afterwards);
                    }
                },
                reporting::keep);
    }

    /** The process that died had swapped; what follows that may be done twice. */
    private List<Problem> afterSwap(PreparedSync prepared, Run run, Progress progress, SyncReporting reporting) {
        reporting.warn("the process that died had swapped all; only what follows the swap was done");
        for (DatabaseSync database : prepared.databases()) {
            database.lock("penstock run " + run.id() + " by " + run.startedBy(), true);
        }
        List<Problem> problems = downtime(prepared, run, progress).after();
        reporting.swapped(true, Optional.empty());
        return problems;
    }

    private Downtime downtime(PreparedSync prepared, Run run, Progress progress) {
        Environment target = prepared.target();
        return new Downtime(
                target,
                landscape.storeDirectory(),
                journal.directory(run),
                run.id(),
                progress,
                person(prepared.request(), target, run, progress));
    }

    private static Path temporary(Landscape landscape) {
        return landscape.storeDirectory().resolve("temporary");
    }

    /** @return what went wrong after the swap */
    private List<Problem> refresh(PreparedSync prepared, Attempt attempt, Progress progress, SyncReporting reporting) {
        Run run = attempt.run();
        String holder = "penstock run " + run.id() + " by " + run.startedBy();
        progress.stage(SyncStep.LOCKING.label());
        Expectation expectation = new Expectation(progress);
        for (DatabaseSync database : prepared.databases()) {
            database.lock(holder, attempt.takesUp());
            expectation.guess(database, database.estimatedWeight());
        }
        for (FilesSync files : prepared.files()) {
            files.lock(holder);
        }
        List<SwapPart> parts = parts(prepared, holder);
        requireNoneUnfinished(parts);
        for (FilesSync files : prepared.files()) {
            files.clean(keptUndoSets(prepared));
            progress.expect(files.bytes());
        }
        // Before the first file: were a first sync killed later, its root would look like one that nobody has
        // confirmed.
        markFileRoots(prepared);
        progress.stage(SyncStep.STAGING.label());
        try {
            ofEach(prepared, progress, part -> {
                if (part.files() != null) {
                    part.files().stage(run.id(), progress);
                }
            });
            ofEach(prepared, progress, part -> {
                if (part.database() != null) {
                    part.database().build(attempt, workers, progress, expectation, proof, temporary(landscape));
                }
            });
            ContactGate.require(prepared, progress);
            progress.cancellation().check();
        } catch (RuntimeException | Error e) {
            unstage(prepared, e);
            throw e;
        }
        Downtime downtime = downtime(prepared, run, progress);
        progress.stage(SyncStep.STOPPING.label());
        journal.requireOurs(run);
        return downtime.around(
                () -> {
                    progress.cancellation().check();
                    journal.requireOurs(run);
                    progress.stage(SyncStep.SWAPPING.label());
                    ofEach(prepared, progress, part -> {
                        if (part.database() != null) {
                            part.database().bringLastPreserved(progress);
                        }
                    });
                    swap(prepared, parts, run, progress);
                },
                swapped -> reporting.swapped(swapped, downtime.stopped()));
    }

    private Person person(SyncRequest request, Environment target, Run run, Progress progress) {
        Duration within = target.lifecycle().askWithin();
        if (within == null && !request.ask()) {
            return Person.NOBODY;
        }
        return journal.decisions().person(run, within == null ? Lifecycle.ASK_WITHIN : within, progress);
    }

    /** What is done for one cluster after the other is told as done for it. */
    private static void ofEach(PreparedSync prepared, Progress progress, Consumer<PreparedSync.Part> work) {
        prepared.parts().forEach((type, part) -> {
            progress.cluster(type.label());
            work.accept(part);
        });
        progress.cluster("");
    }

    /** Staged copies take as much room as the files, and nobody may run another sync for weeks. */
    private static void unstage(PreparedSync prepared, Throwable failure) {
        for (FilesSync files : prepared.files()) {
            try {
                files.prune(keptUndoSets(prepared));
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** The databases, then the file systems, in the order of {@link PreparedSync}. */
    private List<SwapPart> parts(PreparedSync prepared, String holder) {
        List<SwapPart> parts = new ArrayList<>();
        prepared.parts().forEach((type, part) -> {
            DatabaseSync database = part.database();
            if (database != null) {
                parts.add(new DatabasePart(mark(prepared, type), database.target(), holder, database.requireLock()));
            }
        });
        prepared.parts().forEach((type, part) -> {
            if (part.files() != null) {
                parts.add(FilesPart.locked(mark(prepared, type), part.files().target(), keptUndoSets(prepared)));
            }
        });
        return parts;
    }

    private String mark(PreparedSync prepared, ClusterType type) {
        return landscape.name() + "/" + prepared.request().target() + "/" + type.label();
    }

    private static int keptUndoSets(PreparedSync prepared) {
        return Math.max(1, prepared.target().undo());
    }

    /** What has not been settled was planned upon sand. */
    private static void requireNoneUnfinished(List<SwapPart> parts) {
        for (SwapPart part : parts) {
            part.intent().ifPresent(intent -> {
                throw new PenstockException(
                        SyncProblem.SWAP_UNFINISHED,
                        "Run " + intent.run() + " died while it swapped " + String.join(", ", intent.parts())
                                + ", and that was not settled before this run was planned.",
                        "Run the command again; it puts back what was swapped before it begins.");
            });
        }
    }

    private static void swap(PreparedSync prepared, List<SwapPart> parts, Run run, Progress progress) {
        List<JointSwap.Step> steps = new ArrayList<>();
        Iterator<SwapPart> part = parts.iterator();
        for (DatabaseSync database : prepared.databases()) {
            steps.add(new JointSwap.Step(part.next(), database.swapping(run.id())));
        }
        for (FilesSync files : prepared.files()) {
            SwapPart next = part.next();
            files.swapping().ifPresent(exchange -> steps.add(new JointSwap.Step(next, exchange)));
        }
        try (Progress.Activity activity =
                progress.begin("swap", "of " + prepared.request().target(), 0)) {
            JointSwap.swapIn(run.id(), steps);
            activity.completed();
        }
    }

    /** The swap is made and the run is done: what cannot be removed now is said, and the next run tries again. */
    private static void prune(PreparedSync prepared, SyncReporting reporting) {
        for (DatabaseSync database : prepared.databases()) {
            prune(() -> database.prune(prepared.request().keepUnsealed()), reporting);
        }
        for (FilesSync files : prepared.files()) {
            prune(() -> files.prune(prepared.target().undo()), reporting);
        }
    }

    private static void prune(Runnable part, SyncReporting reporting) {
        try {
            part.run();
        } catch (PenstockException e) {
            e.problems()
                    .forEach(problem -> reporting.warn(
                            "what the sync replaced is still there, and the next sync removes it: " + problem));
        }
    }

    private void markFileRoots(PreparedSync prepared) {
        prepared.parts().forEach((type, part) -> {
            if (part.files() != null) {
                String mark = mark(prepared, type);
                if (!FileRootMarker.check(part.files().target(), mark)) {
                    FileRootMarker.write(part.files().target(), mark);
                }
            }
        });
    }
}
