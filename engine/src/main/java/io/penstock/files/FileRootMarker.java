package io.penstock.files;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file at the root of a shared file system that says whose it is, as {@code landscape/environment/cluster}. */
public final class FileRootMarker {

    /** The marker's name; it is never copied or deleted. */
    public static final String NAME = ".penstock-environment";

    private static final int MOST_BYTES = 1000;

    private FileRootMarker() {}

    /** What the marker says; empty where there is none. */
    public static Optional<String> read(Path root) {
        Path file = root.resolve(NAME);
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MOST_BYTES) {
                return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip());
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        throw unreadable(file, null);
    }

    /**
     * Refuses a root that is marked as another environment's.
     *
     * @param expected {@code landscape/environment/cluster}
     * @return whether the root is marked at all; what a missing marker means is the caller's to say
     */
    public static boolean check(Path root, String expected) {
        Optional<String> found = read(root);
        if (found.isPresent() && !found.get().equals(expected)) {
            throw new PenstockException(
                    FilesProblem.FILES_MARKER_MISMATCH,
                    "The file system " + PathText.show(root) + " is marked as \"" + found.get() + "\", not as \""
                            + expected + "\".",
                    "Correct files: of the cluster in penstock.yaml; only if the mark is wrong, adopt the environment.");
        }
        return found.isPresent();
    }

    /** Marks a root, in one step. */
    public static void write(Path root, String marker) {
        Path fresh = root.resolve(NAME + ".new");
        try {
            Files.writeString(fresh, marker + "\n");
            Files.move(fresh, root.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Failures.write(root, root.resolve(NAME), e);
        }
    }

    private static PenstockException unreadable(Path file, @Nullable IOException cause) {
        return new PenstockException(
                FilesProblem.FILES_MARKER_UNREADABLE,
                "The marker " + PathText.show(file) + " cannot be read as a marker.",
                "Grant the right to read it, or remove it and adopt the environment.",
                cause);
    }
}
