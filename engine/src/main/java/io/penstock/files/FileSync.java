package io.penstock.files;

import io.penstock.PenstockException;
import io.penstock.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes directories of a target's shared file system equal to the source's. The calls follow one another: {@link #plan}, {@link #stage}, {@link #commit};
 * later perhaps {@link #undo}; and {@link #clean} before anything else, for what a killed run left. At every moment a file of the target is its old or its
 * new self, whole. One run at a time works on a root; whoever calls holds {@link FileRootLock} for that.
 *
 * <p>Kept are content, times, permissions, links, and as root owner and group. Hard links between files become files of their own; fifos, sockets and
 * devices are skipped; extended attributes are not copied.
 */
public final class FileSync {

    private final FileSyncOptions options;
    private final FileTree source;
    private final FileTree target;
    private final List<Path> directories;
    private final RunPlace place;
    private boolean staged;
    private final List<FileEdit> edits;
    private final boolean owners = "root".equals(System.getProperty("user.name"));

    /** Refuses roots that are missing or overlap, and a scope that does not lie in them. */
    public FileSync(FileSyncOptions options) {
        this(options, List.of());
    }

    /** @param edits in which the target differs from the source on purpose, wherever in the root */
    public FileSync(FileSyncOptions options, List<FileEdit> edits) {
        this.options = options;
        this.edits = List.copyOf(edits);
        this.source = FileTree.source(options.source());
        this.target = FileTree.target(options.target());
        source.refuseOverlap(target);
        this.directories = FileTree.directories(options.scope().directories());
        this.place = new RunPlace(target.root(), options.run());
    }

    /** Compares source and target, and only reads. What forbids to go on stands in the plan, except what refuses the whole source or scope. */
    public FilePlan plan() {
        Findings findings = new Findings(options.listener(), true);
        walk(new NoChanges(), findings);
        List<Problem> problems = new ArrayList<>(findings.problems.all());
        problems.addAll(forbidden(findings));
        return new FilePlan(
                findings.tally.counts(), findings.specialShown(), findings.tally.deletesMoreThanHalf(), problems);
    }

    private List<Problem> forbidden(Findings findings) {
        FileCounts counts = findings.tally.counts();
        List<Problem> problems = new ArrayList<>();
        if (!options.confirmed() && findings.tally.deletesMoreThanHalf()) {
            problems.add(new Problem(
                    FilesProblem.FILES_MANY_DELETED,
                    "More than half of the target's files would be deleted: " + counts.deleted() + " of "
                            + findings.tally.targetFiles.sum() + ".",
                    "Check that the source is the right one and whole; if it is, agree with --delete-many."));
        }
        problems.addAll(space(counts));
        return problems;
    }

    private List<Problem> space(FileCounts counts) {
        try {
            long free = Files.getFileStore(target.root()).getUsableSpace();
            return counts.blocks() <= free
                    ? List.of()
                    : List.of(new Problem(
                            FilesProblem.FILES_NO_SPACE,
                            "The copies need " + megabytes(counts.blocks()) + " MB below "
                                    + PathText.show(target.root()) + ", where " + megabytes(free) + " MB are free.",
                            "Free space there: replaced files stay until the undo of the run is given up."));
        } catch (IOException e) {
            throw Failures.write(target.root(), null, e);
        }
    }

    private static long megabytes(long bytes) {
        return (bytes + 999_999) / 1_000_000;
    }

    private Findings walk(ChangeSink sink, Findings findings) {
        try (FileWorkers workers = new FileWorkers(options.parallelism(), options.cancelled())) {
            Comparison comparison = new Comparison(source, target, options, owners, sink, workers, findings);
            workers.run(() -> comparison.walk(directories));
            comparison.confirmSource(directories);
            new AnyFile(new Excludes(options.scope().exclude())).require(source, target, directories);
            options.listener().progress(findings.tally.counts());
            return findings;
        } catch (IOException e) {
            throw Failures.isNoSpace(e) ? Failures.write(target.root(), null, e) : unreadable(e);
        }
    }

    private PenstockException unreadable(IOException e) {
        return new PenstockException(
                FilesProblem.FILES_UNREADABLE,
                "Reading " + PathText.show(source.root()) + " or " + PathText.show(target.root()) + " failed: "
                        + Failures.reason(e) + ".",
                "Check both file systems, then start again.",
                e);
    }

    /**
     * Copies what differs beside the target, which stays as it is. Refuses a plan with problems. On any failure the stage is removed.
     *
     * @return what was staged, by a comparison of its own: files may have changed since the plan
     */
    public FileCounts stage(FilePlan plan) {
        if (!plan.problems().isEmpty()) {
            throw new PenstockException(plan.problems());
        }
        if (plan.counts().nothingToDo() && edits.isEmpty()) {
            return plan.counts();
        }
        List<Problem> space = space(plan.counts());
        if (!space.isEmpty()) {
            throw new PenstockException(space);
        }
        try {
            return stageAll();
        } catch (IOException e) {
            PenstockException failure = Failures.write(target.root(), null, e);
            dropStage(failure);
            throw failure;
        } catch (RuntimeException | Error e) {
            dropStage(e);
            throw e;
        }
    }

    private FileCounts stageAll() throws IOException {
        if (place.commitBegan() || place.committed()) {
            throw new IllegalStateException("the run " + options.run() + " was committed before");
        }
        TreeRemoval.remove(place.stage());
        RunPlace.makePrivate(place.stage());
        Findings findings = new Findings(options.listener(), false);
        Set<Path> edited = edits.stream().map(FileEdit::path).collect(Collectors.toSet());
        boolean empty;
        try (ChangeJournal journal = new ChangeJournal(place.stageJournal(), edited)) {
            FileCopier copier = new FileCopier(place.stage().resolve("probe"), owners);
            walk(new Stager(place, source.root(), journal, copier, owners, findings), findings);
            findings.problems.throwIfAny();
            if (!options.confirmed() && findings.tally.deletesMoreThanHalf()) {
                throw new PenstockException(forbidden(findings));
            }
            new StagedEdits(place, journal, owners).make(edits);
            journal.finish();
            empty = journal.isEmpty() && !edits.isEmpty();
        }
        if (empty) {
            TreeRemoval.remove(place.stage());
            return findings.tally.counts();
        }
        staged = true;
        return findings.tally.counts();
    }

    private void dropStage(Throwable failure) {
        try {
            if (!place.commitBegan()) {
                TreeRemoval.remove(place.stage());
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Whether something is staged that {@link #commit} would rename in.
     *
     * @throws PenstockException FILES-STAGE-LOST when something was, and is gone
     */
    public boolean isStaged() {
        boolean exists = RunPlace.exists(place.stageJournal());
        if (staged && !exists) {
            throw new PenstockException(
                    FilesProblem.FILES_STAGE_LOST,
                    "What run " + options.run() + " had staged under " + PathText.show(place.stage()) + " is gone.",
                    "See who removes files below .penstock there, then start again.");
        }
        return exists;
    }

    /** Shows the files that {@link #commit} would bring in. */
    public void visitStaged(StagedFileVisitor visitor) {
        if (isStaged()) {
            try {
                new StagedFiles(place, visitor).show();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }

    /**
     * Renames in what was staged, also for a run whose commit was interrupted. A failure is taken back at once. Does nothing when nothing was staged.
     * Cancellation is not heard here: the renames are short, and half of them are of no use.
     */
    public void commit() {
        if (!isStaged()) {
            return;
        }
        try (FileWorkers workers = new FileWorkers(options.parallelism(), () -> false)) {
            boolean again = place.commitBegan();
            RunPlace.makePrivate(place.undo());
            try {
                new Commit(place, workers, again, Commit.Checkpoint.NONE).run();
            } catch (RuntimeException | IOException e) {
                takeBack(e);
                throw e;
            }
            Files.move(place.stageJournal(), place.undoJournal());
            staged = false;
            TreeRemoval.remove(place.stage());
        } catch (IOException e) {
            throw Failures.write(target.root(), null, e);
        }
    }

    private void takeBack(Exception failure) {
        try (FileWorkers workers = new FileWorkers(options.parallelism(), () -> false)) {
            new Leftovers(target.root()).undo(options.run(), workers);
        } catch (RuntimeException | IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** The runs that can be undone, newest first. */
    public static List<String> undoable(Path targetRoot) {
        Path root = FileTree.target(targetRoot).root();
        try {
            return new Leftovers(root).undoable();
        } catch (IOException e) {
            throw Failures.write(root, null, e);
        }
    }

    /** Puts back what the run replaced and deleted, and takes away what it added. Interrupted, it can be called again. */
    public static void undo(Path targetRoot, String run) {
        Path root = FileTree.target(targetRoot).root();
        try (FileWorkers workers = new FileWorkers(FileSyncOptions.DEFAULT_PARALLELISM, () -> false)) {
            new Leftovers(root).undo(run, workers);
        } catch (IOException e) {
            throw Failures.write(root, null, e);
        }
    }

    /**
     * Removes what killed runs left: stages are dropped, half commits are taken back. To be called only under the {@link FileRootLock}.
     *
     * @param keep so many of the newest undo sets stay
     * @return the runs whose half commit was taken back
     */
    public static List<String> clean(Path targetRoot, int keep) {
        Path root = FileTree.target(targetRoot).root();
        try (FileWorkers workers = new FileWorkers(FileSyncOptions.DEFAULT_PARALLELISM, () -> false)) {
            return new Leftovers(root).clean(keep, workers);
        } catch (IOException e) {
            throw Failures.write(root, null, e);
        }
    }
}
