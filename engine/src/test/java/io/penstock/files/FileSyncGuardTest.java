package io.penstock.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.landscape.FileScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSyncGuardTest {

    @TempDir
    Path temporary;

    private Path source;
    private Path target;

    @BeforeEach
    void makeRoots() throws IOException {
        source = Trees.directory(temporary.resolve("source"));
        target = Trees.directory(temporary.resolve("target"));
        write(source.resolve("sites/a"), "new");
        write(target.resolve("sites/a"), "old content");
    }

    private static void write(Path path, String text) throws IOException {
        Path parent = path.getParent();
        Trees.directory(parent == null ? path : parent);
        Files.writeString(path, text);
    }

    private FileSyncOptions options(FileScope scope, boolean delete, boolean confirmed, FileListener listener) {
        return new FileSyncOptions(source, target, scope, delete, confirmed, 4, "run", listener, () -> false);
    }

    private FileSyncOptions scope(String... directories) {
        return options(new FileScope(List.of(directories), List.of()), true, true, FileListener.NONE);
    }

    /** Runs all three steps and expects them to be refused with the target untouched. */
    private void refused(FileSyncOptions options, FilesProblem code) {
        Map<String, String> before = Trees.tell(target);
        List<Problem> problems = new ArrayList<>();
        try {
            FileSyncs.sync(options);
            fail("was not refused");
        } catch (PenstockException e) {
            problems.addAll(e.problems());
        }
        assertThat(problems).extracting(Problem::code).contains(code);
        before.keySet().removeIf(path -> path.equals("="));
        assertThat(Trees.tell(target)).containsAllEntriesOf(before);
        assertThat(target.resolve(".penstock/undo")).doesNotExist();
    }

    @Test
    void refusesASourceThatIsMissing() {
        source = temporary.resolve("nowhere");
        refused(scope("sites"), FilesProblem.FILES_SOURCE_MISSING);
    }

    @Test
    void refusesASourceThatIsAFile() throws IOException {
        source = temporary.resolve("file");
        write(source, "x");
        refused(scope("sites"), FilesProblem.FILES_SOURCE_MISSING);
    }

    @Test
    void refusesADirectoryOfTheScopeThatIsMissingOrEmpty() throws IOException {
        refused(scope("sites", "other"), FilesProblem.FILES_SOURCE_MISSING);
        Files.createDirectory(source.resolve("other"));
        refused(scope("sites", "other"), FilesProblem.FILES_SOURCE_EMPTY);
    }

    @Test
    void refusesASourceThatHoldsDirectoriesAloneWhereTheTargetHasFiles() throws IOException {
        Files.delete(source.resolve("sites/a"));
        Files.createDirectories(source.resolve("sites/unmounted/volume"));
        refused(scope("sites"), FilesProblem.FILES_SOURCE_EMPTY);
        refused(options(FileScope.DEFAULT, false, false, FileListener.NONE), FilesProblem.FILES_SOURCE_EMPTY);
        refused(scope("."), FilesProblem.FILES_SOURCE_EMPTY);
        write(source.resolve("sites/unmounted/excluded.tmp"), "x");
        FileScope excluding = new FileScope(List.of("sites"), List.of("**/*.tmp"));
        refused(options(excluding, true, true, FileListener.NONE), FilesProblem.FILES_SOURCE_EMPTY);
        Files.delete(target.resolve("sites/a"));
        FileSyncs.sync(options(excluding, true, true, FileListener.NONE));
        assertThat(target.resolve("sites/unmounted/volume")).isDirectory();
    }

    @Test
    void refusesADirectoryOutsideTheRoot() {
        for (String name : List.of("..", "sites/../..", "/etc", "", ".penstock/undo", "a/../sites")) {
            assertThatThrownBy(() -> new FileSync(scope(name)))
                    .isInstanceOfSatisfying(
                            PenstockException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(FilesProblem.FILES_SCOPE_INVALID));
        }
    }

    @Test
    void refusesADirectoryOfTheScopeBehindALink() throws IOException {
        Files.createSymbolicLink(target.resolve("linked"), Path.of("/etc"));
        write(source.resolve("linked/x"), "x");
        refused(scope("linked"), FilesProblem.FILES_SCOPE_LINKED);
    }

    @Test
    void refusesRootsThatOverlapAlsoThroughLinks() throws IOException {
        Path real = target;
        target = Files.createSymbolicLink(temporary.resolve("link"), source);
        refused(scope("sites"), FilesProblem.FILES_ROOTS_OVERLAP);
        target = source.resolve("sites");
        refused(scope("sites"), FilesProblem.FILES_ROOTS_OVERLAP);
        source = Trees.directory(real.resolve("inner"));
        target = real;
        refused(scope("sites"), FilesProblem.FILES_ROOTS_OVERLAP);
    }

    @Test
    void refusesADirectoryThatIsMountedOnBothSides() throws IOException {
        Path sites = target.resolve("bound");
        Trees.directory(sites);
        write(source.resolve("bound/x"), "x");
        assumeTrue(
                Trees.run("mount", "--bind", source.resolve("bound").toString(), sites.toString()) == 0,
                "skipped: mounting is not permitted here");
        try {
            refused(scope("bound"), FilesProblem.FILES_ROOTS_OVERLAP);
        } finally {
            assertThat(Trees.run("umount", sites.toString())).isZero();
        }
    }

    @Test
    void refusesLinksThatLeaveTheTreeAlsoThroughOthers() throws IOException {
        Files.createDirectories(source.resolve("sites/deep"));
        Files.createSymbolicLink(source.resolve("sites/deep/up"), Path.of("../.."));
        Files.createSymbolicLink(source.resolve("sites/fine"), Path.of("deep/up/sites/a"));
        FilePlan sound = new FileSync(scope("sites")).plan();
        assertThat(sound.problems()).isEmpty();
        for (String text : List.of("/etc/passwd", "../../x", "deep/up/../x")) {
            Path link = Files.createSymbolicLink(source.resolve("sites/bad"), Path.of(text));
            refused(scope("sites"), FilesProblem.FILES_LINK_LEAVES);
            Files.delete(link);
        }
    }

    @Test
    void refusesToDeleteMoreThanHalfUnlessConfirmed() throws IOException {
        write(target.resolve("sites/b"), "b");
        write(target.resolve("sites/gone/c"), "c");
        refused(options(FileScope.DEFAULT, true, false, FileListener.NONE), FilesProblem.FILES_MANY_DELETED);
        assertThat(new FileSync(options(FileScope.DEFAULT, false, false, FileListener.NONE))
                        .plan()
                        .problems())
                .isEmpty();
        FilePlan plan = FileSyncs.sync(options(FileScope.DEFAULT, true, true, FileListener.NONE));
        assertThat(plan.counts().deleted()).isEqualTo(2);
        assertThat(target.resolve("sites/gone")).doesNotExist();
    }

    @Test
    void refusesAFullDirectoryInTheWayOfAFileUnlessDeleting() throws IOException {
        write(source.resolve("sites/d"), "file");
        write(target.resolve("sites/d/inside"), "x");
        refused(options(FileScope.DEFAULT, false, true, FileListener.NONE), FilesProblem.FILES_DIRECTORY_IN_THE_WAY);
        FileSyncs.sync(scope("sites"));
        assertThat(target.resolve("sites/d")).hasContent("file");
    }

    @Test
    void saysWhichPatternIsWrong() {
        FileScope scope = new FileScope(List.of("sites"), List.of("a{b"));
        refused(options(scope, true, true, FileListener.NONE), FilesProblem.FILES_PATTERN_INVALID);
    }

    @Test
    void skipsAndNamesSpecialFiles() throws IOException {
        assumeTrue(Trees.run("mkfifo", source.resolve("sites/pipe").toString()) == 0, "skipped: no mkfifo");
        FilePlan plan = FileSyncs.sync(scope("sites"));
        assertThat(plan.special()).containsExactly("sites/pipe");
        assertThat(target.resolve("sites/pipe")).doesNotExist();
        assertThat(target.resolve("sites/a")).hasContent("new");
    }

    @Test
    void listsEveryFileWithItsReason() throws IOException {
        write(source.resolve("sites/n\n\u0007"), "x");
        write(target.resolve("sites/extra"), "x");
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        FileListener listener = new FileListener() {
            @Override
            public boolean wantsChanges() {
                return true;
            }

            @Override
            public void changed(FileChange change) {
                lines.add(change.reason().label() + ": " + change.path());
            }
        };
        new FileSync(options(FileScope.DEFAULT, true, true, listener)).plan();
        assertThat(lines)
                .containsExactlyInAnyOrder("size differs: sites/a", "new: sites/n\\n\\x07", "deleted: sites/extra");
        assertThat(target.resolve(".penstock")).doesNotExist();
    }

    @Test
    void cancellationLeavesTheTargetAsItWas() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        FileSyncOptions options = new FileSyncOptions(
                source,
                target,
                FileScope.DEFAULT,
                true,
                true,
                2,
                "run",
                FileListener.NONE,
                () -> asked.incrementAndGet() > 3);
        refused(options, FilesProblem.FILES_CANCELLED);
        assertThat(Trees.isEmptyOf(target.resolve(".penstock/stage"))).isTrue();
    }

    @Test
    void reportsAFileThatKeepsChangingWhileItIsCopied() throws IOException {
        Path file = source.resolve("sites/busy");
        Files.write(file, new byte[10]);
        FileCopier copier = new FileCopier(temporary.resolve("probe"), false);
        Attributes before = Attributes.read(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        Path copy = temporary.resolve("copy");
        assertThat(copier.copy(file, before, copy)).isEqualTo(FileCopier.Result.CHANGED);
        Files.write(file, new byte[5]);
        assertThat(copier.copy(file, before, copy)).isEqualTo(FileCopier.Result.CHANGED);
        assertThat(copy).doesNotExist();
        Files.delete(file);
        assertThat(copier.copy(file, before, copy)).isEqualTo(FileCopier.Result.VANISHED);
    }

    /** Wherever it is that the last inode is taken: for a file, for a directory of the stage, for the journal. */
    @ParameterizedTest
    @ValueSource(ints = {9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 24, 60})
    void runningOutOfInodesWhileStagingLeavesTheTargetAsItWas(int inodes) throws IOException {
        mountSmallTarget(inodes);
        try {
            write(target.resolve("sites/a"), "old content");
            for (int i = 0; i < 100; i++) {
                write(source.resolve("sites/f" + i), "x");
            }
            refused(scope("sites"), FilesProblem.FILES_NO_SPACE);
            assertThat(Trees.isEmptyOf(target.resolve(".penstock/stage"))).isTrue();
        } finally {
            assertThat(Trees.run("umount", target.toString())).isZero();
        }
    }

    @Test
    void refusesAPlanForWhichThereIsNoRoom() throws IOException {
        mountSmallTarget(60);
        try {
            write(target.resolve("sites/a"), "old content");
            Files.write(source.resolve("sites/large"), new byte[3_000_000]);
            assertThat(new FileSync(scope("sites")).plan().problems())
                    .extracting(Problem::code)
                    .containsExactly(FilesProblem.FILES_NO_SPACE);
        } finally {
            assertThat(Trees.run("umount", target.toString())).isZero();
        }
    }

    private void mountSmallTarget(int inodes) throws IOException {
        target = Trees.directory(temporary.resolve("small"));
        assumeTrue(
                Trees.run("mount", "-t", "tmpfs", "-o", "size=2m,nr_inodes=" + inodes, "none", target.toString()) == 0,
                "skipped: mounting is not permitted here");
    }

    @Test
    void refusesATargetDirectoryOnAnotherFileSystem() throws IOException {
        Path mounted = Trees.directory(target.resolve("sites/mounted"));
        write(source.resolve("sites/mounted/x"), "x");
        assumeTrue(
                Trees.run("mount", "-t", "tmpfs", "-o", "size=1m", "none", mounted.toString()) == 0,
                "skipped: mounting is not permitted here");
        try {
            refused(scope("sites"), FilesProblem.FILES_OTHER_DEVICE);
        } finally {
            assertThat(Trees.run("umount", mounted.toString())).isZero();
        }
    }

    @Test
    void createsTheDirectoriesAboveANewDirectoryOfTheScope() throws IOException {
        write(source.resolve("system/config/domains/d"), "x");
        FileSyncs.sync(scope("system/config/domains"));
        assertThat(target.resolve("system/config/domains/d")).hasContent("x");
        FileSync.undo(target, "run");
        assertThat(target.resolve("system")).doesNotExist();
        assertThat(target.resolve("sites/a")).hasContent("old content");
    }

    @Test
    void marksARootAndRefusesAnothersMark() {
        assertThat(FileRootMarker.check(target, "acme/uat/edit")).isFalse();
        FileRootMarker.write(target, "acme/uat/edit");
        assertThat(FileRootMarker.check(target, "acme/uat/edit")).isTrue();
        assertThat(FileRootMarker.read(target)).contains("acme/uat/edit");
        assertThatThrownBy(() -> FileRootMarker.check(target, "acme/int/edit"))
                .isInstanceOfSatisfying(
                        PenstockException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(FilesProblem.FILES_MARKER_MISMATCH));
    }

    @Test
    void neverCopiesOrDeletesTheMarker() {
        FileRootMarker.write(source, "acme/prd/edit");
        FileRootMarker.write(target, "acme/uat/edit");
        FileSyncs.sync(scope("."));
        assertThat(FileRootMarker.read(target)).contains("acme/uat/edit");
        assertThat(target.resolve("sites/a")).hasContent("new");
        assertThat(target.resolve(".penstock/undo/run")).exists();
    }

    @Test
    void undoesOnlyTheNewestRun() throws IOException {
        FileSyncs.sync(FileSyncs.options(source, target, true, List.of(), "one"));
        write(source.resolve("sites/b"), "b");
        FileSyncs.sync(FileSyncs.options(source, target, true, List.of(), "two"));
        assertThatThrownBy(() -> FileSync.undo(target, "one")).hasMessageContaining("FILES-UNDO-NOT-NEWEST");
        assertThatThrownBy(() -> FileSync.undo(target, "three")).hasMessageContaining("FILES-UNDO-MISSING");
        FileSync.undo(target, "two");
        FileSync.undo(target, "one");
        assertThat(target.resolve("sites/a")).hasContent("old content");
    }
}
