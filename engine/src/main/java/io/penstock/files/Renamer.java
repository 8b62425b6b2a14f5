package io.penstock.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Moves within one file system, and keeps of former selves. */
final class Renamer {

    private Renamer() {}

    /** One {@code rename}; the directory of the destination is made when it is missing. */
    static void move(Path from, Path to) throws IOException {
        try {
            rename(from, to);
        } catch (NoSuchFileException e) {
            if (!RunPlace.exists(from)) {
                throw e;
            }
            RunPlace.makePrivate(parent(to));
            rename(from, to);
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AccessDeniedException e) {
            // Whoever is not root can only rename a directory that it may write to.
            Attributes attributes = Attributes.read(from);
            if (!attributes.isDirectory() || (attributes.permissions() & 0700) == 0700) {
                throw e;
            }
            Attributes.setPermissions(from, attributes.permissions() | 0700);
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            Attributes.setPermissions(to, attributes.permissions());
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    /** Keeps a file or link under a second name: as a hard link, or as a copy where the file system has none. */
    static void keep(Path file, Attributes attributes, Path as) throws IOException {
        try {
            link(file, as);
        } catch (NoSuchFileException e) {
            RunPlace.makePrivate(parent(as));
            try {
                link(file, as);
            } catch (UnsupportedOperationException | FileSystemException again) {
                copy(file, attributes, as);
            }
        } catch (UnsupportedOperationException | FileSystemException e) {
            copy(file, attributes, as);
        }
    }

    private static void link(Path file, Path as) throws IOException {
        try {
            Files.createLink(as, file);
        } catch (FileAlreadyExistsException e) {
            // an earlier attempt got as far as this
        }
    }

    private static void copy(Path file, Attributes attributes, Path as) throws IOException {
        Path part = as.resolveSibling(as.getFileName() + ".part");
        Files.copy(
                file,
                part,
                LinkOption.NOFOLLOW_LINKS,
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
        if (attributes.isLink()) {
            Attributes.setLinkTime(part, attributes.modified());
        } else {
            Attributes.setTime(part, attributes.modified());
            Attributes.setPermissions(part, attributes.permissions());
        }
        rename(part, as);
    }
}
