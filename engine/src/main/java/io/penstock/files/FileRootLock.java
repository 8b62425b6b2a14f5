package io.penstock.files;

import io.penstock.PenstockException;
import io.penstock.landscape.LockFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Keeps all other runs from a root, also those of other machines, until it is closed or the process ends. Whoever cleans, stages, commits or undoes
 * holds it.
 */
public final class FileRootLock implements AutoCloseable {

    private final LockFile file;

    private FileRootLock(LockFile file) {
        this.file = file;
    }

    /**
     * Takes the lock, and does not wait for it.
     *
     * @param holder names the run and who started it, for those who are refused
     * @throws PenstockException FILES-LOCKED, naming the holder
     */
    public static FileRootLock take(Path targetRoot, String holder) {
        Path root = FileTree.target(targetRoot).root();
        Path own = root.resolve(FileTree.OWN_DIRECTORY);
        try {
            RunPlace.makePrivate(own);
            return new FileRootLock(LockFile.take(own.resolve("lock"), holder, other -> locked(root, other)));
        } catch (IOException e) {
            throw new PenstockException(
                    FilesProblem.FILES_LOCK_FAILED,
                    "The file " + PathText.show(own.resolve("lock"))
                            + ", which keeps other runs from the files, cannot be locked: " + Failures.reason(e) + ".",
                    "Run as the user who owns " + FileTree.OWN_DIRECTORY
                            + " there, and mount the file system so that it can be written and passes locks on.",
                    e);
        }
    }

    private static PenstockException locked(Path root, String other) {
        return new PenstockException(
                FilesProblem.FILES_LOCKED,
                "Another run works on the files of " + PathText.show(root) + ": " + other + ".",
                "Wait for its end, or end it, and run the command again.");
    }

    @Override
    public void close() {
        file.close();
    }
}
