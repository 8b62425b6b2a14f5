package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.files.FilesProblem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Roots of shared file systems, as the guard sees them. */
final class FileRoots {

    private FileRoots() {}

    /** Whether there is nothing in the directory, or no directory. */
    static boolean isEmpty(Path root) {
        if (!Files.exists(root)) {
            return true;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            return !entries.iterator().hasNext();
        } catch (IOException e) {
            throw new PenstockException(
                    FilesProblem.FILES_UNREADABLE,
                    "The file system " + root + " cannot be read.",
                    "Grant the right to read it, or mount it.",
                    e);
        }
    }
}
