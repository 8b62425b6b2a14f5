package io.penstock.sync;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.files.FileRootMarker;
import io.penstock.landscape.Landscape;
import io.penstock.run.Journal;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import io.penstock.run.RunState;
import io.penstock.run.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Refreshes an environment. Everything is built and proven beside the target; then databases and files are swapped in, or nothing is. */
public final class EnvironmentSync {

    /** The stage from which on a run is brought to its end, whoever asks it to stop. */
    public static final String SWAPPING = "swapping";

    private final Landscape landscape;
    private final Journal journal;
    private final Workers workers;
    private final boolean prove;

    /** @param prove whether every row is read back and compared before the swap; only a benchmark leaves it out */
    public EnvironmentSync(Landscape landscape, Journal journal, Workers workers, boolean prove) {
        this.landscape = landscape;
        this.journal = journal;
        this.workers = workers;
        this.prove = prove;
    }

    /**
     * Runs a planned sync.
     *
     * @return the report, which is kept with the run
     * @throws PenstockException when it fails or is cancelled; the target is as it was, and the report is kept all the same
     */
    public SyncReport run(PreparedSync prepared, Progress progress) {
        SyncRequest request = prepared.request();
        Run run = journal.begin("sync " + request.source() + " " + request.target(), request.startedBy());
        SyncReporting reporting = new SyncReporting(journal, prepared, progress);
        try {
            refresh(prepared, run, progress);
            Run ended = journal.end(run, new RunState.Done());
            return reporting.keep(ended, List.of());
        } catch (PenstockException e) {
            Run ended = journal.end(run, new RunState.Ended(e.outcome()));
            keepQuietly(
                    reporting,
                    ended,
                    e.problems().stream().map(Object::toString).toList(),
                    e);
            throw e;
        } catch (RuntimeException | Error e) {
            Run ended = journal.end(run, new RunState.Ended(Outcome.FAILED));
            keepQuietly(reporting, ended, List.of(e.getClass().getSimpleName()), e);
            throw e;
        }
    }

    private static void keepQuietly(SyncReporting reporting, Run run, List<String> problems, Throwable failure) {
        try {
            reporting.keep(run, problems);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void refresh(PreparedSync prepared, Run run, Progress progress) {
        String holder = "penstock run " + run.id() + " by " + run.startedBy();
        progress.stage("locking");
        for (DatabaseSync database : prepared.databases()) {
            database.lock(holder);
            progress.expect(database.estimatedWeight());
        }
        for (FilesSync files : prepared.files()) {
            files.lock(holder);
        }
        for (FilesSync files : prepared.files()) {
            files.clean(Math.max(1, prepared.direction().target().undo()));
            progress.expect(files.bytes());
        }
        // Before the first file: were a first sync killed later, its root would look like one that nobody has
        // confirmed.
        markFileRoots(prepared);
        progress.stage("staging files");
        ofEach(prepared, progress, part -> {
            if (part.files() != null) {
                part.files().stage(run.id(), progress);
            }
        });
        ofEach(prepared, progress, part -> {
            if (part.database() != null) {
                part.database().build(workers, progress, prove);
            }
        });
        progress.cancellation().check();
        progress.stage(SWAPPING);
        swap(prepared, run, progress);
    }

    /** What is done for one cluster after the other is told as done for it. */
    private static void ofEach(PreparedSync prepared, Progress progress, Consumer<PreparedSync.Part> work) {
        prepared.parts().forEach((type, part) -> {
            progress.cluster(type.label());
            work.accept(part);
        });
        progress.cluster("");
    }

    private void swap(PreparedSync prepared, Run run, Progress progress) {
        List<DatabaseSync> swapped = new ArrayList<>();
        List<FilesSync> committed = new ArrayList<>();
        try (Progress.Activity activity =
                progress.begin("swap", "of " + prepared.request().target(), 0)) {
            for (DatabaseSync database : prepared.databases()) {
                database.swap(run.id());
                swapped.add(database);
            }
            for (FilesSync files : prepared.files()) {
                files.commit();
                committed.add(files);
            }
            activity.completed();
        } catch (RuntimeException e) {
            putBack(swapped, committed, run, e);
            throw e;
        }
        for (DatabaseSync database : swapped) {
            database.prune(prepared.request().keepUnsealed());
        }
        for (FilesSync files : committed) {
            files.prune(prepared.direction().target().undo());
        }
    }

    private static void putBack(
            List<DatabaseSync> swapped, List<FilesSync> committed, Run run, RuntimeException failure) {
        for (FilesSync files : committed) {
            try {
                files.undo(run.id());
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
        for (DatabaseSync database : swapped) {
            try {
                database.swapBack();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private void markFileRoots(PreparedSync prepared) {
        prepared.parts().forEach((type, part) -> {
            if (part.files() != null) {
                String mark = landscape.name() + "/" + prepared.request().target() + "/" + type.label();
                if (!FileRootMarker.check(part.files().target(), mark)) {
                    FileRootMarker.write(part.files().target(), mark);
                }
            }
        });
    }
}
