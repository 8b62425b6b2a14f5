package io.penstock.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Removes what we keep under {@code .penstock}, with everything in it; never follows a link. */
final class TreeRemoval {

    private TreeRemoval() {}

    static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try {
                empty(path);
            } catch (AccessDeniedException e) {
                Attributes.setPermissions(path, 0700);
                empty(path);
            }
        }
        Files.deleteIfExists(path);
    }

    private static void empty(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                remove(entry);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // somebody was faster
        }
    }
}
