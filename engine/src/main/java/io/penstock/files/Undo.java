package io.penstock.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Takes a run back, whole or half committed. What has been done is told from where things lie: a staged thing that has left the stage was brought in; a
 * thing that lies in the undo directory was replaced or taken away. So this too can be stopped anywhere and run again.
 */
final class Undo {

    private final RunPlace place;
    private final Path journal;
    private final FileWorkers workers;
    private final Commit.Checkpoint checkpoint;

    Undo(RunPlace place, Path journal, FileWorkers workers, Commit.Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.place = place;
        this.journal = journal;
        this.workers = workers;
    }

    void run() throws IOException {
        Commit.open(place, journal, workers, true);
        Commit.open(place, journal, workers, false);
        pass(List.of(JournalEntry.Put.class, JournalEntry.Take.class, JournalEntry.Change.class));
        pass(List.of(JournalEntry.Retouch.class));
        removeMade();
    }

    private void pass(List<Class<? extends JournalEntry>> kinds) throws IOException {
        workers.run(() -> ChangeJournal.read(journal, batch -> workers.submit(() -> revert(batch)), kinds));
    }

    private void revert(List<JournalEntry> batch) throws IOException {
        for (JournalEntry entry : batch) {
            Path path = place.root().resolve(entry.path());
            checkpoint.pass();
            try {
                revert(entry, path);
            } catch (IOException e) {
                throw Failures.write(place.root(), entry.path(), e);
            }
        }
    }

    private void revert(JournalEntry entry, Path path) throws IOException {
        if (entry instanceof JournalEntry.Put put) {
            if (RunPlace.exists(place.staged(put.id()))) {
                restoreHalf(put.id(), path);
            } else {
                restore(put.id(), path, true);
            }
        } else if (entry instanceof JournalEntry.Take take) {
            restore(take.id(), path, false);
        } else if (entry instanceof JournalEntry.Change change) {
            Commit.set(path, change.old(), change.now());
        } else if (entry instanceof JournalEntry.Retouch retouch) {
            Commit.retouch(path, retouch.old(), retouch.now().withPermissions(-1));
        }
    }

    /** The new self still lies in the stage: the old one is in its place, or was moved away just before. */
    private void restoreHalf(String id, Path path) throws IOException {
        Path kept = place.replaced(id);
        if (RunPlace.exists(kept) && !RunPlace.exists(path)) {
            Renamer.move(kept, path);
        }
    }

    private void restore(String id, Path path, boolean brought) throws IOException {
        Path kept = place.replaced(id);
        Path discarded = place.discarded(id);
        Attributes former = Attributes.readIfExists(kept);
        Attributes present = Attributes.readIfExists(path);
        if (former == null) {
            if (brought && present != null && !RunPlace.exists(discarded)) {
                Renamer.move(path, discarded);
            }
            return;
        }
        if (present != null && !RunPlace.exists(discarded)) {
            if (present.isDirectory() || former.isDirectory()) {
                Renamer.move(path, discarded);
            } else {
                Renamer.keep(path, present, discarded);
            }
        }
        checkpoint.pass();
        Renamer.move(kept, path);
    }

    private void removeMade() throws IOException {
        Deque<Path> made = new ArrayDeque<>();
        ChangeJournal.read(
                journal, batch -> batch.forEach(entry -> made.push(entry.path())), List.of(JournalEntry.Make.class));
        for (Path path : made) {
            try {
                Files.delete(place.root().resolve(path));
            } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                // gone already, or in use by now
            }
        }
    }
}
