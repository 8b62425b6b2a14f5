package io.penstock.files;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The file under {@code .penstock} of a root that says what a run intends to swap together with the root's files; forced to disk. */
public final class FileRootIntent {

    private FileRootIntent() {}

    /** What is intended; empty when nothing is. */
    public static Optional<String> read(Path root) {
        try {
            return Optional.of(
                    Files.readString(file(root), StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException | AccessDeniedException e) {
            // Who may not look into .penstock may plan, and will not get as far as a swap.
            return Optional.empty();
        } catch (IOException e) {
            throw new PenstockException(
                    FilesProblem.FILES_UNREADABLE,
                    "Reading " + PathText.show(file(root)) + " failed: " + Failures.reason(e) + ".",
                    "Check the file system, then start again.",
                    e);
        }
    }

    /** Keeps an intent, in one step, in place of another one. */
    public static void write(Path root, String intent) {
        Path file = file(root);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            RunPlace.makePrivate(file.resolveSibling(".").normalize());
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.UTF_8.encode(intent + "\n"));
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(file);
        } catch (IOException e) {
            throw Failures.write(root, file, e);
        }
    }

    /** Forgets the intent. */
    public static void remove(Path root) {
        Path file = file(root);
        try {
            if (Files.deleteIfExists(file)) {
                forceDirectory(file);
            }
        } catch (IOException e) {
            throw Failures.write(root, file, e);
        }
    }

    private static Path file(Path root) {
        return root.resolve(FileTree.OWN_DIRECTORY).resolve("intent");
    }

    private static void forceDirectory(Path file) {
        try (FileChannel channel = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some systems do not open directories; what was done in it is done.
        }
    }
}
