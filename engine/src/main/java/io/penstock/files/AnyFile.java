package io.penstock.files;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the first file of a directory. One that holds directories alone is what remains where the file system below it is not mounted, and as good
 * as empty.
 */
final class AnyFile {

    private final Excludes excludes;

    AnyFile(Excludes excludes) {
        this.excludes = excludes;
    }

    /** Refuses a source without a file where the target has some. */
    void require(FileTree source, FileTree target, List<Path> directories) throws IOException {
        for (Path relative : directories) {
            if (!below(source, relative) && below(target, relative)) {
                throw new PenstockException(
                        FilesProblem.FILES_SOURCE_EMPTY,
                        "The source directory " + PathText.show(source.root().resolve(relative))
                                + " holds no file, only directories, and the target has files there.",
                        "Check that the file systems below it are mounted; an empty source is never copied.");
            }
        }
    }

    private boolean below(FileTree tree, Path relative) throws IOException {
        Path directory = tree.root().resolve(relative);
        @Nullable Attributes found = Attributes.readIfExists(directory);
        return found != null && found.isDirectory() && below(directory, relative);
    }

    /** What cannot be read may hold one; the walk has named it. */
    private boolean below(Path directory, Path relative) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (counts(entry, relative)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return true;
        }
    }

    private boolean counts(Path entry, Path directory) throws IOException {
        @Nullable Attributes found = Attributes.readIfExists(entry);
        Path relative = directory.resolve(entry.getFileName());
        if (found == null || found.isSpecial() || isOwn(relative) || excluded(relative, found)) {
            return false;
        }
        return !found.isDirectory() || below(entry, relative);
    }

    /** The mark and the workplace at the root. */
    private static boolean isOwn(Path relative) {
        String text = relative.toString();
        return text.equals(FileTree.OWN_DIRECTORY) || text.equals(FileRootMarker.NAME);
    }

    private boolean excluded(Path relative, Attributes found) {
        return !excludes.isEmpty() && excludes.match(relative, found.isDirectory());
    }
}
