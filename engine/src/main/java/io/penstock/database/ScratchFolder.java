package io.penstock.database;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * The temporary files of one run, in a folder that nobody else may read. A run holds a lock on a file in its folder for as long as its process lives;
 * a folder whose lock can be had is of a dead run, and the next one removes it.
 */
public final class ScratchFolder implements AutoCloseable {

    private static final String LOCK = "lock";

    /**
     * The folders of this process. Their locks must not be tried: a system may give up all locks that a process has on a file as soon as it closes the
     * file once.
     */
    private static final Set<Path> OURS = new HashSet<>();

    private final Path folder;
    private final FileChannel lock;

    private ScratchFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes one below {@code parent}, and removes those of dead runs there. */
    public static ScratchFolder make(Path parent) {
        synchronized (OURS) {
            try {
                Files.createDirectories(parent.toAbsolutePath().getParent());
                if (!Files.isDirectory(parent)) {
                    Files.createDirectory(parent, forOwner(parent));
                }
                // One process at a time, so that nobody finds a folder that is not locked yet.
                try (FileChannel one = FileChannel.open(
                                parent.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = one.lock()) {
                    removeDead(parent);
                    return made(Files.createTempDirectory(parent, "run", forOwner(parent))
                            .toRealPath());
                }
            } catch (IOException e) {
                throw new PenstockException(
                        DatabaseProblem.TOOL_FAILED,
                        "No temporary folder could be made: " + e.getMessage() + ".",
                        "Check the store directory, its rights and its disk.",
                        e);
            }
        }
    }

    /** Removes the folders of dead runs below {@code parent}. What cannot be removed is left to the next run. */
    public static void clear(Path parent) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        synchronized (OURS) {
            try (FileChannel one = FileChannel.open(
                            parent.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = one.lock()) {
                removeDead(parent);
            } catch (IOException e) {
                // They hold no values, and are for the owner alone.
            }
        }
    }

    private static ScratchFolder made(Path folder) throws IOException {
        FileChannel lock =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            lock.lock();
        } catch (IOException e) {
            lock.close();
            throw e;
        }
        OURS.add(folder);
        return new ScratchFolder(folder, lock);
    }

    private static void removeDead(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, "run*")) {
            for (Path folder : folders) {
                if (!OURS.contains(folder.toRealPath())) {
                    removeIfDead(folder);
                }
            }
        }
    }

    private static void removeIfDead(Path folder) {
        try {
            if (isDead(folder)) {
                remove(folder);
            }
        } catch (IOException e) {
            // A tool that outlives its run may just be writing: the next run tries again.
        }
    }

    private static boolean isDead(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken != null;
        }
    }

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    private static FileAttribute<?>[] forOwner(Path parent) {
        boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A place for a file of this name. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Removes all files. What cannot be removed is left to the next run. */
    @Override
    public void close() {
        synchronized (OURS) {
            try {
                OURS.remove(folder);
                remove(folder);
                lock.close();
            } catch (IOException e) {
                // Once the lock is gone with this process, the folder counts as that of a dead run.
            }
        }
    }
}
