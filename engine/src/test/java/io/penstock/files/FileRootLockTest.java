package io.penstock.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRootLockTest {

    @TempDir
    Path temporary;

    private Path target;

    @BeforeEach
    void makeTarget() throws IOException {
        target = Trees.directory(temporary.resolve("target"));
    }

    /** A process of its own that tries to take the lock. */
    public static final class Child {
        public static void main(String[] args) {
            try (FileRootLock lock = FileRootLock.take(Path.of(args[0]), "the child")) {
                System.exit(0);
            } catch (PenstockException e) {
                System.exit(
                        e.getMessage().contains("FILES-LOCKED")
                                        && e.getMessage().contains("run 1 by me")
                                ? 3
                                : 1);
            }
        }
    }

    private int child() {
        return Trees.run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                target.toString());
    }

    @Test
    void holdsAgainstThisProcessAndOthersAndNamesTheHolder() {
        try (FileRootLock lock = FileRootLock.take(target, "run 1 by me")) {
            refused(target);
            assertThat(child())
                    .as("the refusal in this process has not ended the lock")
                    .isEqualTo(3);
        }
        assertThat(child()).isZero();
        FileRootLock.take(target, "run 2").close();
    }

    @Test
    void holdsUnderAnotherNameOfTheRoot() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), target);
        Path mounted = Trees.directory(temporary.resolve("mounted"));
        boolean mounts = Trees.run("mount", "--bind", target.toString(), mounted.toString()) == 0;
        try (FileRootLock lock = FileRootLock.take(target, "run 1 by me")) {
            refused(link);
            if (mounts) {
                refused(mounted);
            }
            assertThat(child()).isEqualTo(3);
        } finally {
            if (mounts) {
                assertThat(Trees.run("umount", mounted.toString())).isZero();
            }
        }
    }

    @Test
    void saysWhenTheLockFileCannotBeWritten() throws IOException {
        assumeTrue(!Trees.root() || Trees.run("mount", "-t", "tmpfs", "-o", "ro", "none", target.toString()) == 0);
        if (!Trees.root()) {
            Attributes.setPermissions(target, 0555);
        }
        try {
            assertThatThrownBy(() -> FileRootLock.take(target, "run 1 by me"))
                    .isInstanceOf(PenstockException.class)
                    .hasMessageContaining("FILES-LOCK-FAILED");
        } finally {
            if (Trees.root()) {
                assertThat(Trees.run("umount", target.toString())).isZero();
            } else {
                Attributes.setPermissions(target, 0755);
            }
        }
    }

    @Test
    void aCommitWhoseStageHasVanishedFails() throws IOException {
        Path source = Trees.directory(temporary.resolve("source"));
        Files.writeString(Trees.directory(source.resolve("sites")).resolve("a"), "new");
        Files.writeString(Trees.directory(target.resolve("sites")).resolve("a"), "former");
        FileSync sync = new FileSync(FileSyncs.options(source, target, false, List.of(), "run"));
        sync.stage(sync.plan());
        FileSync.clean(target, 1);

        assertThatThrownBy(sync::commit).isInstanceOf(PenstockException.class).hasMessageContaining("FILES-STAGE-LOST");
        assertThat(target.resolve("sites/a")).hasContent("former");
        FileSyncs.sync(FileSyncs.options(source, target, false, List.of(), "next"))
                .counts();
        FileSync nothing = new FileSync(FileSyncs.options(source, target, false, List.of(), "nothing"));
        nothing.stage(nothing.plan());
        nothing.commit();
        assertThat(target.resolve("sites/a")).hasContent("new");
    }

    private static void refused(Path root) {
        assertThatThrownBy(() -> FileRootLock.take(root, "another"))
                .isInstanceOf(PenstockException.class)
                .hasMessageContaining("FILES-LOCKED")
                .hasMessageContaining("run 1 by me (since 20");
    }
}
