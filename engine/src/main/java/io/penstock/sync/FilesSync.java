package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.configset.FileContacts;
import io.penstock.configset.ForbiddenContacts;
import io.penstock.database.Exchange;
import io.penstock.files.FileCounts;
import io.penstock.files.FileListener;
import io.penstock.files.FilePlan;
import io.penstock.files.FileRootLock;
import io.penstock.files.FileSync;
import io.penstock.files.FileSyncOptions;
import io.penstock.landscape.FileScope;
import io.penstock.run.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The synchronization of one shared file system within a run. */
final class FilesSync implements AutoCloseable {

    private final Path source;
    private final Path target;
    private final FileScope scope;
    private final SyncRequest request;
    private final FileConfiguration configuration;
    private boolean manyDeletionsAgreed;
    private @Nullable FilePlan plan;
    private @Nullable FileRootLock lock;
    private @Nullable FileSync staged;
    private @Nullable FileCounts counts;

    FilesSync(Path source, Path target, FileScope scope, SyncRequest request, FileConfiguration configuration) {
        this.configuration = configuration;
        this.source = source;
        this.target = target;
        this.scope = scope;
        this.request = request;
        this.manyDeletionsAgreed = request.manyDeletions() == ManyDeletions.AGREED;
    }

    FilePlan plan(FileListener listener) {
        boolean shown = manyDeletionsAgreed || request.manyDeletions() == ManyDeletions.ASKED;
        FilePlan found = sync("plan", listener, new Progress(), shown).plan();
        plan = found;
        return found;
    }

    /** A person agrees to what the plan shows; were there only few, many would have to be asked about. */
    void agreeToManyDeletions() {
        manyDeletionsAgreed |= plan != null && plan.deletesMany();
    }

    void lock(String holder) {
        lock = FileRootLock.take(target, holder);
    }

    /** Removes what killed runs left; only under the lock of the run. Where a half commit was taken back, the files are others than those planned for. */
    void clean(int keep) {
        if (!FileSync.clean(target, keep).isEmpty()) {
            List<Problem> problems = plan(FileListener.NONE).problems();
            if (!problems.isEmpty()) {
                throw new PenstockException(problems);
            }
        }
    }

    /** Removes the replaced files that are not kept for undo. */
    void prune(int keep) {
        FileSync.clean(target, keep);
    }

    void stage(String run, Progress progress) {
        try (Progress.Activity activity = progress.begin("files", target.toString(), bytes())) {
            FileSync sync = sync(run, new Forwarding(activity), progress, manyDeletionsAgreed);
            FilePlan known = plan == null ? sync.plan() : plan;
            counts = sync.stage(known);
            staged = sync;
            activity.completed();
        }
    }

    /** Looks through the files that were staged. */
    void search(ForbiddenContacts contacts) {
        FileSync sync = staged;
        if (sync != null) {
            FileContacts lines = new FileContacts(contacts);
            sync.visitStaged((file, relative) -> lines.search(file, "the file " + relative));
        }
    }

    /** The swap of what was staged; empty when nothing has to change. */
    Optional<Exchange> swapping() {
        FileSync sync = staged;
        return sync == null || !sync.isStaged()
                ? Optional.empty()
                : Optional.of(new FilesExchange(target, sync::commit));
    }

    FileConfiguration configuration() {
        return configuration;
    }

    long bytes() {
        return plan == null ? 0 : plan.counts().bytes();
    }

    Path source() {
        return source;
    }

    Path target() {
        return target;
    }

    FileScope scope() {
        return scope;
    }

    /** What was staged, or else planned. */
    @Nullable
    FileCounts counts() {
        return counts != null ? counts : plan == null ? null : plan.counts();
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }

    private FileSync sync(String run, FileListener listener, Progress progress, boolean manyDeletions) {
        return new FileSync(
                new FileSyncOptions(
                        source,
                        target,
                        scope,
                        request.delete(),
                        manyDeletions,
                        FileSyncOptions.DEFAULT_PARALLELISM,
                        run,
                        listener,
                        () -> progress.cancellation().stopping()),
                configuration.edits());
    }

    /** Passes progress on to the run. */
    private static final class Forwarding implements FileListener {
        private final Progress.Activity activity;
        private long told;

        Forwarding(Progress.Activity activity) {
            this.activity = activity;
        }

        @Override
        public void progress(FileCounts soFar) {
            long bytes = soFar.bytes();
            activity.advanced(0, Math.max(0, bytes - told));
            told = Math.max(told, bytes);
        }
    }
}
