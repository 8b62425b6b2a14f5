package io.penstock.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets the process die before each single change of the target in turn. */
class FileSyncInterruptionTest {

    private static final String RUN = "run";

    @TempDir
    Path temporary;

    private Path source;
    private Map<String, String> former;
    private Map<String, String> wanted;

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void makeTrees() throws IOException {
        source = Trees.directory(temporary.resolve("source"));
        new Trees(5).fill(Trees.directory(source.resolve("sites")), 3);
        Path before = Trees.directory(temporary.resolve("before"));
        new Trees(77).fill(Trees.directory(before.resolve("sites")), 3);
        former = Trees.tell(before.resolve("sites"));
        Path after = freshTarget("after");
        FileSyncs.sync(FileSyncs.options(source, after, true, List.of(), RUN));
        wanted = Trees.tell(after.resolve("sites"));
        assertThat(wanted).isEqualTo(Trees.tell(source.resolve("sites"))).isNotEqualTo(former);
    }

    private Path freshTarget(String name) {
        Path target = temporary.resolve(name);
        assertThat(Trees.run("cp", "-a", temporary.resolve("before").toString(), target.toString()))
                .isZero();
        return target;
    }

    /** A new target whose commit died before the given change; empty when it has fewer. */
    private List<Path> diedBefore(int step, String name) throws IOException {
        Path target = freshTarget(name + step).toRealPath();
        FileSync sync = new FileSync(FileSyncs.options(source, target, true, List.of(), RUN));
        sync.stage(sync.plan());
        RunPlace place = new RunPlace(target, RUN);
        RunPlace.makePrivate(place.undo());
        boolean died = dies(step, checkpoint -> {
            try (FileWorkers workers = new FileWorkers(1, () -> false)) {
                new Commit(place, workers, false, checkpoint).run();
            }
        });
        return died ? List.of(target) : List.of();
    }

    private interface Job {
        void run(Commit.Checkpoint checkpoint) throws IOException;
    }

    private static boolean dies(int step, Job job) throws IOException {
        AtomicInteger steps = new AtomicInteger();
        try {
            job.run(() -> {
                if (steps.getAndIncrement() == step) {
                    throw new Death();
                }
            });
            return false;
        } catch (Death e) {
            return true;
        }
    }

    @Test
    void everyFileIsItsOldOrItsNewSelfAndCleaningGivesTheFormerTree() throws IOException {
        int step = 0;
        for (List<Path> died; !(died = diedBefore(step, "clean")).isEmpty(); step++) {
            Path target = died.get(0);
            Map<String, String> half = Trees.tell(target.resolve("sites"));
            half.forEach((path, state) -> {
                if (state.startsWith("file")) {
                    assertThat(List.of(former.getOrDefault(path, ""), wanted.getOrDefault(path, "")))
                            .as(path)
                            .anyMatch(whole -> sameFile(whole, state));
                }
            });
            former.forEach((path, state) -> {
                if (state.startsWith("file") && wanted.getOrDefault(path, "").startsWith("file")) {
                    assertThat(half).as("never absent").containsKey(path);
                }
            });
            assertThat(FileSync.clean(target, 1)).containsExactly(RUN);
            assertThat(Trees.tell(target.resolve("sites"))).as("step %d", step).isEqualTo(former);
            assertThat(Trees.isEmptyOf(target.resolve(".penstock/stage"))).isTrue();
            FileSyncs.sync(FileSyncs.options(source, target, true, List.of(), "next"));
            assertThat(Trees.tell(target.resolve("sites"))).isEqualTo(wanted);
        }
        assertThat(step).isGreaterThan(20);
    }

    /** Permissions are set in a pass of their own; content and time belong together. */
    private static boolean sameFile(String whole, String state) {
        return whole.replaceFirst("file [0-7]+ ", "")
                .replaceFirst(" \\d+:\\d+ ", " ")
                .equals(state.replaceFirst("file [0-7]+ ", "").replaceFirst(" \\d+:\\d+ ", " "));
    }

    @Test
    void anInterruptedCommitCanBeFinishedAndThenUndone() throws IOException {
        int step = 0;
        for (List<Path> died; !(died = diedBefore(step, "finish")).isEmpty(); step++) {
            Path target = died.get(0);
            new FileSync(FileSyncs.options(source, target, true, List.of(), RUN)).commit();
            assertThat(Trees.tell(target.resolve("sites"))).as("step %d", step).isEqualTo(wanted);
            FileSync.undo(target, RUN);
            assertThat(Trees.tell(target.resolve("sites"))).as("step %d", step).isEqualTo(former);
        }
        assertThat(step).isGreaterThan(20);
    }

    @Test
    void anInterruptedUndoCanBeCalledAgain() throws IOException {
        List<Integer> died = new ArrayList<>();
        boolean more = true;
        for (int step = 0; more; step++) {
            Path target = freshTarget("undo" + step).toRealPath();
            FileSyncs.sync(FileSyncs.options(source, target, true, List.of(), RUN));
            RunPlace place = new RunPlace(target, RUN);
            more = dies(step, checkpoint -> {
                try (FileWorkers workers = new FileWorkers(1, () -> false)) {
                    new Undo(place, place.undoJournal(), workers, checkpoint).run();
                }
            });
            if (more) {
                died.add(step);
            }
            FileSync.undo(target, RUN);
            assertThat(Trees.tell(target.resolve("sites"))).as("step %d", step).isEqualTo(former);
        }
        assertThat(died).hasSizeGreaterThan(20);
    }

    @Test
    void aStageThatNobodyCommittedIsDropped() throws IOException {
        Path target = freshTarget("dropped");
        FileSync sync = new FileSync(FileSyncs.options(source, target, true, List.of(), RUN));
        sync.stage(sync.plan());
        assertThat(Trees.isEmptyOf(target.resolve(".penstock/stage"))).isFalse();
        assertThat(FileSync.clean(target, 1)).isEmpty();
        assertThat(Trees.isEmptyOf(target.resolve(".penstock/stage"))).isTrue();
        assertThat(Trees.tell(target.resolve("sites"))).isEqualTo(former);
    }

    @Test
    void keepsTheNewestUndoSets() throws IOException {
        Path target = freshTarget("kept");
        FileSyncs.sync(FileSyncs.options(source, target, true, List.of(), "first"));
        Trees.directory(source.resolve("sites/later"));
        FileSyncs.sync(FileSyncs.options(source, target, true, List.of(), "second"));
        assertThat(FileSync.undoable(target)).containsExactly("second", "first");
        FileSync.clean(target, 1);
        assertThat(FileSync.undoable(target)).containsExactly("second");
    }
}
