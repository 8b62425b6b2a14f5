package io.penstock.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Copies what differs beside the target and writes down what is to become of it. */
final class Stager implements ChangeSink {

    private static final int BLOCK = 1000;

    /** Each thread fills directories of its own, so that threads do not wait for one directory's lock. */
    private static final class Slot {
        private int block;
        private int used = BLOCK;
        private boolean made;
    }

    private final RunPlace place;
    private final Path sourceRoot;
    private final ChangeJournal journal;
    private final FileCopier copier;
    private final boolean owners;
    private final Findings findings;
    private final AtomicInteger blocks = new AtomicInteger();
    private final ThreadLocal<Slot> slots = ThreadLocal.withInitial(Slot::new);

    Stager(
            RunPlace place,
            Path sourceRoot,
            ChangeJournal journal,
            FileCopier copier,
            boolean owners,
            Findings findings) {
        this.place = place;
        this.sourceRoot = sourceRoot;
        this.journal = journal;
        this.copier = copier;
        this.owners = owners;
        this.findings = findings;
    }

    private String nextId(boolean withDirectory) throws IOException {
        Slot slot = slots.get();
        if (slot.used == BLOCK) {
            slot.block = blocks.getAndIncrement();
            slot.used = 0;
            slot.made = false;
        }
        String id = slot.block + "/" + slot.used++;
        if (withDirectory && !slot.made) {
            RunPlace.makePrivate(place.stage().resolve("d").resolve(Integer.toString(slot.block)));
            slot.made = true;
        }
        return id;
    }

    @Override
    public void put(Pair directory, Path name, Attributes now, @Nullable Attributes old) throws IOException {
        Path source = directory.source.resolve(name);
        Path relative = directory.relative.resolve(name);
        try {
            String id = directory.staged == null ? nextId(true) : "";
            Path destination = directory.staged == null ? place.staged(id) : directory.staged.resolve(name);
            boolean staged = now.isLink() ? link(source, now, destination) : file(source, relative, now, destination);
            if (staged && directory.staged == null) {
                journal.add(new JournalEntry.Put(id, relative));
            }
        } catch (FileCopier.ReadException e) {
            findings.unreadable(source, e);
        } catch (IOException e) {
            throw Failures.write(place.root(), relative, e);
        }
    }

    private boolean link(Path source, Attributes now, Path destination) throws IOException {
        Path text;
        try {
            text = Files.readSymbolicLink(source);
        } catch (NoSuchFileException e) {
            findings.tally.vanished.increment();
            return false;
        } catch (IOException e) {
            throw new FileCopier.ReadException(e);
        }
        copier.link(text, now, destination);
        return true;
    }

    private boolean file(Path source, Path relative, Attributes now, Path destination) throws IOException {
        FileCopier.Result result = copier.copy(source, now, destination);
        if (result == FileCopier.Result.CHANGED) {
            Attributes again = Attributes.readIfExists(source);
            result = again == null
                    ? FileCopier.Result.VANISHED
                    : again.isRegular() ? copier.copy(source, again, destination) : result;
        }
        if (result == FileCopier.Result.CHANGED) {
            findings.problems.add(
                    FilesProblem.FILE_CHANGED_WHILE_COPIED,
                    "The file " + PathText.show(relative) + " was written to while it was copied, twice.",
                    "Start again when nothing writes to it, or exclude it under files: exclude:.");
        } else if (result == FileCopier.Result.VANISHED) {
            findings.tally.vanished.increment();
        }
        return result == FileCopier.Result.COPIED;
    }

    @Override
    public @Nullable Path open(@Nullable Pair directory, Path relative, Attributes now) throws IOException {
        try {
            if (directory != null && directory.staged != null) {
                Path destination = directory.staged.resolve(relative.getFileName());
                copier.directory(destination, now);
                return destination;
            }
            if (directory == null) {
                makeAbove(relative);
            }
            String id = nextId(true);
            Path destination = place.staged(id);
            copier.directory(destination, now);
            journal.add(new JournalEntry.Put(id, relative));
            return destination;
        } catch (IOException e) {
            throw Failures.write(place.root(), relative, e);
        }
    }

    /** Notes the directories that are missing above a new directory of the scope. */
    private void makeAbove(Path relative) throws IOException {
        for (int depth = 1; depth < relative.getNameCount(); depth++) {
            Path above = relative.subpath(0, depth);
            if (!RunPlace.exists(place.root().resolve(above))) {
                journal.add(new JournalEntry.Make(
                        JournalEntry.State.of(Attributes.read(sourceRoot.resolve(above))), above));
            }
        }
    }

    @Override
    public void close(Pair directory) throws IOException {
        Path staged = directory.staged;
        if (staged == null) {
            return;
        }
        Attributes now = directory.now;
        int permissions = now.permissions();
        boolean top = directory.parent == null || directory.parent.staged == null;
        // Only root may rename a directory that it cannot write to; others open it up and close it again after the
        // commit.
        int whileStaged = top && !owners ? permissions | 0700 : permissions;
        try {
            copier.finishDirectory(staged, now, whileStaged);
        } catch (IOException e) {
            throw Failures.write(place.root(), directory.relative, e);
        }
        if (whileStaged != permissions) {
            JournalEntry.State state = JournalEntry.State.of(now);
            journal.add(new JournalEntry.Retouch(state, state.withPermissions(whileStaged), directory.relative));
        }
    }

    @Override
    public void retouch(Path relative, Attributes now, Attributes old) throws IOException {
        journal.add(new JournalEntry.Retouch(state(now, old), JournalEntry.State.of(old), relative));
    }

    @Override
    public void attributes(Pair directory, Path name, Attributes now, Attributes old) throws IOException {
        journal.add(
                new JournalEntry.Change(state(now, old), JournalEntry.State.of(old), directory.relative.resolve(name)));
    }

    private JournalEntry.State state(Attributes now, Attributes old) {
        JournalEntry.State state = JournalEntry.State.of(now);
        return owners ? state : state.withOwner(old);
    }

    @Override
    public void delete(Path relative) throws IOException {
        journal.add(new JournalEntry.Take(nextId(false), relative));
    }
}
