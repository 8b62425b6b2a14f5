package io.penstock.files;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A root that files are read from or written to, found to be sound.
 *
 * @param root absolute and without links
 */
record FileTree(Path root, Attributes attributes) {

    static final String OWN_DIRECTORY = ".penstock";

    static FileTree source(Path root) {
        return open(root, FilesProblem.FILES_SOURCE_MISSING, "source");
    }

    static FileTree target(Path root) {
        return open(root, FilesProblem.FILES_TARGET_MISSING, "target");
    }

    private static FileTree open(Path root, FilesProblem code, String side) {
        try {
            Path real = root.toRealPath();
            Attributes attributes = Attributes.read(real);
            if (attributes.isDirectory()) {
                return new FileTree(real, attributes);
            }
        } catch (IOException e) {
            throw new PenstockException(
                    code,
                    "The " + side + " directory " + PathText.show(root) + " does not exist or cannot be read.",
                    "Check that the file system is mounted and that files: in penstock.yaml names it.",
                    e);
        }
        throw new PenstockException(
                code,
                "The " + side + " " + PathText.show(root) + " is not a directory.",
                "Correct files: of the cluster in penstock.yaml.");
    }

    /** Refuses roots that are one directory or lie in one another, also by way of links and mounts. */
    void refuseOverlap(FileTree target) {
        if (inside(target.root, attributes) || inside(root, target.attributes)) {
            throw overlap(root, target.root);
        }
    }

    private static boolean inside(Path path, Attributes of) {
        try {
            for (Path at = path; at != null; at = at.getParent()) {
                if (Attributes.read(at).sameFile(of)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new PenstockException(
                    FilesProblem.FILES_UNREADABLE,
                    "The directories above " + PathText.show(path) + " cannot be read.",
                    "Grant the right to search them.",
                    e);
        }
    }

    static PenstockException overlap(Path source, Path target) {
        return new PenstockException(
                FilesProblem.FILES_ROOTS_OVERLAP,
                "The source " + PathText.show(source) + " and the target " + PathText.show(target)
                        + " are the same directory, or one lies in the other.",
                "Name two separate file systems in penstock.yaml.");
    }

    /** The directories of a scope as paths relative to a root, without those that lie in another of them. */
    static List<Path> directories(List<String> names) {
        List<Path> all = new ArrayList<>();
        for (String name : names) {
            all.add(directory(name));
        }
        List<Path> outermost = new ArrayList<>();
        for (Path path : all) {
            boolean nested = all.stream().anyMatch(other -> !other.equals(path) && within(path, other));
            if (!nested && !outermost.contains(path)) {
                outermost.add(path);
            }
        }
        return outermost;
    }

    private static boolean within(Path path, Path outer) {
        return outer.toString().isEmpty() || path.startsWith(outer);
    }

    private static Path directory(String name) {
        try {
            Path path = Path.of(name);
            boolean climbs = false;
            for (Path part : path) {
                climbs |= part.toString().equals("..");
            }
            Path normal = path.normalize();
            if (!name.isEmpty() && !path.isAbsolute() && !climbs && !normal.startsWith(OWN_DIRECTORY)) {
                return normal;
            }
        } catch (InvalidPathException e) {
            throw invalid(name, e);
        }
        throw invalid(name, null);
    }

    private static PenstockException invalid(String name, @Nullable Exception cause) {
        return new PenstockException(
                FilesProblem.FILES_SCOPE_INVALID,
                "\"" + name + "\" does not name a directory inside the shared file system.",
                "Give directories relative to the root, such as sites, without \"..\".",
                cause);
    }

    /** Refuses a directory of the scope that is reached through a link. */
    void refuseLinks(Path relative) throws IOException {
        Path at = root;
        for (Path part : relative) {
            at = at.resolve(part);
            Attributes found = Attributes.readIfExists(at);
            if (found != null && found.isLink()) {
                throw new PenstockException(
                        FilesProblem.FILES_SCOPE_LINKED,
                        "The directory " + PathText.show(relative) + " of " + PathText.show(root)
                                + " is reached through a symbolic link.",
                        "Name the directory that the link points to.");
            }
        }
    }

    /** Refuses a source directory that is missing or empty: most likely a file system that is not mounted. */
    void requireContent(Path relative) throws IOException {
        Path directory = root.resolve(relative);
        Attributes found = Attributes.readIfExists(directory);
        if (found == null || !found.isDirectory()) {
            throw new PenstockException(
                    FilesProblem.FILES_SOURCE_MISSING,
                    "The source has no directory " + PathText.show(relative) + " in " + PathText.show(root) + ".",
                    "Check that the file system is mounted, or correct the directories.");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            if (!entries.iterator().hasNext()) {
                throw new PenstockException(
                        FilesProblem.FILES_SOURCE_EMPTY,
                        "The source directory " + PathText.show(directory) + " is empty.",
                        "Check that the file system is mounted; an empty source is never copied.");
            }
        }
    }
}
