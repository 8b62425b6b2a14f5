package io.penstock.files;

import io.penstock.landscape.FileScope;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * What to make equal, and how.
 *
 * @param source the root of the shared file system that is read
 * @param target the root of the one that is written
 * @param scope directories and excludes, relative to both roots
 * @param delete whether files that only the target has are deleted
 * @param confirmed whether a person agreed that more than half of the target's files go away
 * @param parallelism threads; file operations wait more than they compute, so more than there are processors, see {@link #DEFAULT_PARALLELISM}
 * @param run names the run in {@code .penstock/stage} and {@code .penstock/undo}; letters, digits, {@code . _ -}
 * @param listener hears changes and progress
 * @param cancelled asked often, by many threads; true ends the work with {@link FilesProblem#FILES_CANCELLED}
 */
public record FileSyncOptions(
        Path source,
        Path target,
        FileScope scope,
        boolean delete,
        boolean confirmed,
        int parallelism,
        String run,
        FileListener listener,
        BooleanSupplier cancelled) {

    public static final int DEFAULT_PARALLELISM = 32;

    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    public FileSyncOptions {
        if (!RUN.matcher(run).matches()) {
            throw new IllegalArgumentException("not fit as the name of a run: " + run);
        }
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1");
        }
    }
}
