package io.penstock.files;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Makes edits among what is staged: where a file comes in, in its staged copy; else in a staged copy of what the target has. So an edit is swapped in and undone with all else.
 */
final class StagedEdits {

    private static final int PERMISSIONS = 0644;
    private static final int MOST_BYTES = 16 << 20;

    private final RunPlace place;
    private final ChangeJournal journal;
    private final boolean owners;
    private int staged;

    StagedEdits(RunPlace place, ChangeJournal journal, boolean owners) {
        this.place = place;
        this.journal = journal;
        this.owners = owners;
    }

    void make(List<FileEdit> edits) throws IOException {
        for (FileEdit edit : edits) {
            try {
                make(edit);
            } catch (IOException e) {
                throw Failures.write(place.root(), edit.path(), e);
            }
        }
    }

    private void make(FileEdit edit) throws IOException {
        JournalEntry.Put put = journal.putOf(edit.path());
        if (put == null) {
            ofTarget(edit);
            return;
        }
        Path top = place.staged(put.id());
        Path below = put.path().relativize(edit.path());
        Path file = below.toString().isEmpty() ? top : top.resolve(below);
        requireNoLink(top, below, edit.path());
        Attributes now = Attributes.readIfExists(file);
        byte[] before = now == null ? null : content(file, now, edit.path());
        byte[] after = edit.edit(before);
        if (before == null) {
            Files.createDirectories(parent(file));
            write(file, after, likeAbove(file));
        } else if (now != null && !Arrays.equals(before, after)) {
            write(file, after, now);
        }
    }

    private void ofTarget(FileEdit edit) throws IOException {
        Path file = place.root().resolve(edit.path());
        requireNoLink(place.root(), edit.path(), edit.path());
        Attributes now = Attributes.readIfExists(file);
        byte[] before = now == null ? null : content(file, now, edit.path());
        byte[] after = edit.edit(before);
        if (Arrays.equals(before, after)) {
            return;
        }
        String id = "edits/" + staged++;
        RunPlace.makePrivate(parent(place.staged(id)));
        Attributes like = now == null ? likeAbove(file) : now;
        write(place.staged(id), after, like);
        makeAbove(edit.path());
        journal.add(new JournalEntry.Put(id, edit.path()));
    }

    private void makeAbove(Path relative) throws IOException {
        for (int depth = 1; depth < relative.getNameCount(); depth++) {
            Path above = relative.subpath(0, depth);
            Path directory = place.root().resolve(above);
            if (!RunPlace.exists(directory) && !journal.makes(above)) {
                Attributes like = Attributes.read(existing(directory));
                journal.add(new JournalEntry.Make(JournalEntry.State.of(like), above));
            }
        }
    }

    /** A new file is readable as others are, and belongs to whom the directory above it belongs. */
    private Attributes likeAbove(Path file) throws IOException {
        Attributes above = Attributes.read(existing(file));
        return new Attributes(0100000 | PERMISSIONS, 0, above.modified(), above.uid(), above.gid(), 0, 0);
    }

    private static Path existing(Path path) {
        Path above = parent(path);
        while (!RunPlace.exists(above)) {
            above = parent(above);
        }
        return above;
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private void write(Path file, byte[] content, Attributes like) throws IOException {
        // A new file: what is written must not come through to a hard link of it.
        Files.deleteIfExists(file);
        Files.write(file, content);
        if (owners) {
            FileCopier.giveAway(file, like.uid(), like.gid());
        }
        Attributes.setPermissions(file, like.permissions());
    }

    private byte[] content(Path file, Attributes now, Path shown) throws IOException {
        if (!now.isRegular() || now.size() > MOST_BYTES) {
            throw unfit(shown, now.isRegular() ? "is larger than 16 MB" : "is no file");
        }
        return Files.readAllBytes(file);
    }

    private void requireNoLink(Path root, Path relative, Path shown) {
        Path at = root;
        for (Path name : relative) {
            at = at.resolve(name);
            if (Files.isSymbolicLink(at)) {
                throw unfit(shown, "is reached through a symbolic link");
            }
        }
        if (Files.isSymbolicLink(root)) {
            throw unfit(shown, "is reached through a symbolic link");
        }
    }

    private PenstockException unfit(Path path, String why) {
        return new PenstockException(
                FilesProblem.FILES_EDIT_IMPOSSIBLE,
                "The file " + PathText.show(path) + " of " + PathText.show(place.root())
                        + " is to be changed by the configuration set, and " + why + ".",
                "Take it out of the set, or put a plain file there.");
    }
}
