package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.files.FilesProblem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Roots of shared file systems, as the guard sees them. */
final class FileRoots {

    /** The workplace {@code .penstock} of a run that failed, and the marker beside it. */
    private static final String OURS = ".penstock";

    private FileRoots() {}

    /** Whether there is nothing in the directory but our own marks and workplace, or no directory. */
    static boolean isEmpty(Path root) {
        if (!Files.exists(root)) {
            return true;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                if (!entry.getFileName().toString().startsWith(OURS)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new PenstockException(
                    FilesProblem.FILES_UNREADABLE,
                    "The file system " + root + " cannot be read.",
                    "Grant the right to read it, or mount it.",
                    e);
        }
    }
}
