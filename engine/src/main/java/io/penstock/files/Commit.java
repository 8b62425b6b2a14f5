package io.penstock.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the changes of a journal: what comes in, then what goes away, then times and permissions of directories. It can be stopped anywhere and run
 * again, or be taken back with {@link Undo}.
 */
final class Commit {

    private final RunPlace place;
    private final FileWorkers workers;
    private final boolean again;
    private final Checkpoint checkpoint;

    /** Passed before each change of the target, where a test can let the process die. */
    interface Checkpoint {
        Checkpoint NONE = () -> {};

        void pass();
    }

    /** @param again whether a commit of this run began before */
    Commit(RunPlace place, FileWorkers workers, boolean again, Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.place = place;
        this.workers = workers;
        this.again = again;
    }

    void run() throws IOException {
        pass(JournalEntry.Make.class);
        openDirectories();
        pass(JournalEntry.Put.class, JournalEntry.Change.class);
        pass(JournalEntry.Take.class);
        pass(JournalEntry.Retouch.class);
    }

    @SafeVarargs
    private void pass(Class<? extends JournalEntry>... kinds) throws IOException {
        workers.run(() ->
                ChangeJournal.read(place.stageJournal(), batch -> workers.submit(() -> apply(batch)), List.of(kinds)));
    }

    private void apply(List<JournalEntry> batch) throws IOException {
        for (JournalEntry entry : batch) {
            Path path = place.root().resolve(entry.path());
            checkpoint.pass();
            try {
                apply(entry, path);
            } catch (IOException e) {
                throw Failures.write(place.root(), entry.path(), e);
            }
        }
    }

    private void apply(JournalEntry entry, Path path) throws IOException {
        if (entry instanceof JournalEntry.Make make) {
            make(make, path);
        } else if (entry instanceof JournalEntry.Put put) {
            put(put.id(), path);
        } else if (entry instanceof JournalEntry.Take take) {
            take(take.id(), path);
        } else if (entry instanceof JournalEntry.Change change) {
            set(path, change.now(), change.old());
        } else if (entry instanceof JournalEntry.Retouch retouch) {
            retouch(path, retouch.now(), retouch.old());
        }
    }

    private static void make(JournalEntry.Make make, Path path) throws IOException {
        try {
            Files.createDirectory(path);
            Attributes.setPermissions(path, make.now().permissions());
        } catch (FileAlreadyExistsException e) {
            // made by an earlier attempt, or by the application meanwhile
        }
    }

    private void put(String id, Path path) throws IOException {
        Path staged = place.staged(id);
        Path kept = place.replaced(id);
        if (again && !RunPlace.exists(staged)) {
            return;
        }
        Attributes old = Attributes.readIfExists(path);
        if (old != null && !(again && RunPlace.exists(kept))) {
            if (old.isDirectory() || Attributes.read(staged).isDirectory()) {
                Renamer.move(path, kept);
            } else {
                Renamer.keep(path, old, kept);
            }
        }
        checkpoint.pass();
        Renamer.move(staged, path);
    }

    private void take(String id, Path path) throws IOException {
        try {
            Renamer.move(path, place.replaced(id));
        } catch (NoSuchFileException e) {
            // taken by an earlier attempt, or gone by itself
        }
    }

    /** Those who are not root cannot rename into a directory that they may not write to; the last pass closes it again. */
    private void openDirectories() throws IOException {
        open(place, place.stageJournal(), workers, false);
    }

    static void open(RunPlace place, Path journal, FileWorkers workers, boolean asNow) throws IOException {
        workers.run(() -> ChangeJournal.read(
                journal,
                batch -> {
                    for (JournalEntry entry : batch) {
                        JournalEntry.Retouch retouch = (JournalEntry.Retouch) entry;
                        int permissions = (asNow ? retouch.now() : retouch.old()).permissions();
                        Path path = place.root().resolve(retouch.path());
                        if ((permissions & 0300) != 0300 && RunPlace.exists(path)) {
                            Attributes.setPermissions(path, permissions | 0700);
                        }
                    }
                },
                List.of(JournalEntry.Retouch.class)));
    }

    static void set(Path path, JournalEntry.State to, JournalEntry.State from) throws IOException {
        try {
            boolean owned = !to.sameOwner(from) && FileCopier.giveAway(path, to.uid(), to.gid());
            if (owned || to.permissions() != from.permissions()) {
                Attributes.setPermissions(path, to.permissions());
            }
        } catch (NoSuchFileException e) {
            // gone by itself: nothing to set
        }
    }

    static void retouch(Path path, JournalEntry.State to, JournalEntry.State from) throws IOException {
        try {
            boolean opened = (from.permissions() & 0300) != 0300;
            Attributes.setTime(path, to.modified());
            set(path, to, opened ? from.withPermissions(-1) : from);
        } catch (NoSuchFileException e) {
            // gone by itself: nothing to set
        }
    }
}
