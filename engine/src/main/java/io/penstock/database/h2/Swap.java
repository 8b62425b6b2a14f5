package io.penstock.database.h2;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts one database file in the place of another by one rename, which is atomic: there is no moment without a target, and nothing to recover. The
 * replaced file keeps a second name, which it has before the rename; {@link Siblings#clear} takes it away again when the rename never came.
 */
final class Swap {

    private static final int ATTEMPTS = 10;
    private static final long PAUSE_NANOS = 100_000_000;

    private final Sessions target;
    private final Siblings siblings;

    Swap(Sessions target, Siblings siblings) {
        this.target = target;
        this.siblings = siblings;
    }

    /** Puts {@code next} in the target's place, which stays under the name {@code kept}. */
    void replace(Path next, Path kept) {
        whileClosed(file -> {
            force(next);
            keep(file, kept);
            move(next, file);
        });
    }

    /** Puts {@code next} in the target's place, which is lost. */
    void replace(Path next) {
        whileClosed(file -> move(next, file));
    }

    /** What is done to the target's file. */
    @FunctionalInterface
    private interface Renaming {
        void run(Path file) throws IOException;
    }

    /** Ends all sessions of the target, in this process and, where AUTO_SERVER is on, in others, and keeps new ones out for the moment. */
    private void whileClosed(Renaming renaming) {
        Path file = target.url().file();
        for (int attempt = 1; ; attempt++) {
            shutDown();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    renaming.run(file);
                    return;
                }
            } catch (OverlappingFileLockException e) {
                // Another session of this process was faster: it is ended in the next attempt.
            } catch (IOException e) {
                throw failed(
                        "The files of " + target.where() + " could not be renamed.",
                        "Check the directory and its disk, and run the command again.");
            }
            if (attempt == ATTEMPTS) {
                throw failed(
                        "The sessions of " + target.where() + " could not be ended, so it could not be replaced.",
                        "Stop the application that keeps reconnecting, and run the command again.");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void shutDown() {
        try (Connection connection = target.open()) {
            Sql.run(connection, "SHUTDOWN");
        } catch (SQLException e) {
            throw Failures.of(e, "closing", target.where());
        }
    }

    private void keep(Path file, Path kept) throws IOException {
        try {
            Files.createLink(kept, file);
        } catch (UnsupportedOperationException | IOException e) {
            Path unfinished = siblings.unfinished(kept);
            Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING);
            force(unfinished);
            move(unfinished, kept);
        }
    }

    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(to.resolveSibling("."));
    }

    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    static void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some systems do not open directories; the rename itself is done.
        }
    }

    private static PenstockException failed(String what, String remedy) {
        return new PenstockException(DatabaseProblem.SWAP_FAILED, what, remedy);
    }
}
