package io.penstock.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where a run keeps its things, under {@code .penstock} of the target's root. The state of a run is which of its files exist:
 *
 * <ul>
 *   <li>{@code stage/RUN} alone: staging, or staged; the target is as before.
 *   <li>{@code stage/RUN/journal} and {@code undo/RUN}: a commit has begun; the journal tells how to finish it and how to take it back.
 *   <li>{@code undo/RUN/journal}: committed.
 *   <li>{@code undo/RUN} without a journal on either side: rubbish.
 * </ul>
 *
 * Staged and replaced things are numbered, {@code d/BLOCK/NUMBER}, so that neither long nor odd names matter there.
 */
record RunPlace(Path root, String run) {

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    static Path stages(Path root) {
        return root.resolve(FileTree.OWN_DIRECTORY).resolve("stage");
    }

    static Path undos(Path root) {
        return root.resolve(FileTree.OWN_DIRECTORY).resolve("undo");
    }

    Path stage() {
        return stages(root).resolve(run);
    }

    Path undo() {
        return undos(root).resolve(run);
    }

    Path stageJournal() {
        return stage().resolve("journal");
    }

    Path undoJournal() {
        return undo().resolve("journal");
    }

    Path staged(String id) {
        return stage().resolve("d").resolve(id);
    }

    /** Where the former self of something is kept. */
    Path replaced(String id) {
        return undo().resolve("d").resolve(id);
    }

    /** Where an undo puts what the run had brought. */
    Path discarded(String id) {
        return undo().resolve("x").resolve(id);
    }

    boolean commitBegan() {
        return exists(stageJournal()) && exists(undo());
    }

    boolean committed() {
        return exists(undoJournal());
    }

    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes a directory for our own eyes, with those above it. */
    static void makePrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null) {
            makePrivate(parent);
        }
        try {
            Files.createDirectory(directory, PRIVATE);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }
}
