package io.penstock.cli;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The directory of a demo. Bears a mark, so that only what a demo made is ever removed. */
final class DemoDirectory {

    private static final String MARK = ".penstock-demo";

    private final Path directory;

    DemoDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes it, empty but for the mark.
     *
     * @param replace whether an earlier demo in it may be removed
     */
    void prepare(boolean replace) throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS) && !isEmpty()) {
            if (!Files.isRegularFile(directory.resolve(MARK), LinkOption.NOFOLLOW_LINKS)) {
                throw new PenstockException(
                        CliProblem.DEMO_EXISTS,
                        directory + " is in use, and not by a demo.",
                        "Name a directory that is empty or does not exist: --dir DIR.");
            }
            if (!replace) {
                throw new PenstockException(
                        CliProblem.DEMO_EXISTS,
                        directory + " holds the landscape of an earlier demo.",
                        "Go on with it (penstock plan prd uat -c " + directory.resolve("penstock.yaml")
                                + "), replace it with --yes, or name another directory with --dir DIR.");
            }
            remove();
        }
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(MARK), "Made by penstock demo; penstock demo --yes removes it.\n");
    }

    private boolean isEmpty() throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }

    /** The mark goes last: what is left after an interruption is known as a demo still. */
    private void remove() throws IOException {
        Path mark = directory.resolve(MARK);
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(mark)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (!visited.equals(directory)) {
                    Files.delete(visited);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Files.delete(mark);
    }
}
