package io.penstock.database.h2;

import io.penstock.PenstockException;
import io.penstock.database.CopyTerms;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Exchange;
import io.penstock.database.LockHolder;
import io.penstock.database.Shadow;
import io.penstock.database.Snapshot;
import io.penstock.database.TargetLock;
import io.penstock.landscape.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lock on a database file, by a lock file beside it. */
final class H2Lock implements TargetLock {

    private final H2Database target;
    private final Siblings siblings;
    private final LockFile file;

    private H2Lock(H2Database target, Siblings siblings, LockFile file) {
        this.target = target;
        this.siblings = siblings;
        this.file = file;
    }

    static H2Lock take(H2Database target, String holder) {
        Siblings siblings = new Siblings(target.sessions().url());
        String where = target.sessions().where();
        LockFile file = lock(siblings.lock(), holder, where);
        try {
            siblings.clear();
            return new H2Lock(target, siblings, file);
        } catch (IOException e) {
            file.close();
            throw unreadable(where);
        }
    }

    /** Who holds the lock; empty when nobody does. */
    static Optional<LockHolder> holder(H2Database target) {
        String where = target.sessions().where();
        try {
            return LockFile.holder(new Siblings(target.sessions().url()).lock())
                    .map(who -> new LockHolder(who, () -> {
                        throw new PenstockException(
                                DatabaseProblem.LOCK_NOT_BREAKABLE,
                                "The lock of " + where + " belongs to a process, and ends only with it: " + who + ".",
                                "End that process, or wait for it.");
                    }));
        } catch (IOException e) {
            throw unreadable(where);
        }
    }

    private static LockFile lock(Path file, String holder, String where) {
        try {
            return LockFile.take(
                    file,
                    holder,
                    other -> new PenstockException(
                            DatabaseProblem.TARGET_LOCKED,
                            "Another run works on " + where + ": " + other + ".",
                            "Wait for its end, or end it, and run the command again."));
        } catch (IOException e) {
            throw new PenstockException(
                    DatabaseProblem.TARGET_NOT_REPLACEABLE,
                    "The file " + file + ", which locks " + where + ", cannot be written.",
                    "Grant the right to write it and its directory to the user who runs the command.");
        }
    }

    @Override
    public Shadow shadow(Snapshot snapshot, Map<String, String> roles, int workers, CopyTerms terms) {
        return new H2Shadow(this, (H2Snapshot) snapshot);
    }

    @Override
    public List<String> undoable() {
        return replaced().stream().map(siblings::runOf).toList();
    }

    @Override
    public Exchange undoing(String run) {
        if (!undoable().contains(run)) {
            throw new PenstockException(
                    DatabaseProblem.NOTHING_TO_UNDO,
                    "No database of " + target.sessions().where() + " that run " + run + " replaced is kept.",
                    "Only syncs into an environment with undo: 1 or more can be undone, each once.");
        }
        return new H2Exchange(this, () -> new Swap(target.sessions(), siblings).replace(siblings.replacedBy(run)));
    }

    @Override
    public Optional<String> intent() {
        return siblings.intent().read();
    }

    @Override
    public void forgetIntent() {
        siblings.intent().remove();
    }

    @Override
    public void prune(int keep) {
        List<Path> replaced = replaced();
        delete(() -> {
            for (Path old : replaced.subList(Math.min(keep, replaced.size()), replaced.size())) {
                Files.deleteIfExists(old);
            }
        });
    }

    void deleteShadow() {
        delete(siblings::deleteShadow);
    }

    /** Removal of files. */
    @FunctionalInterface
    private interface Removal {
        void run() throws IOException;
    }

    private void delete(Removal removal) {
        try {
            removal.run();
        } catch (IOException e) {
            throw unreadable(target.sessions().where());
        }
    }

    private List<Path> replaced() {
        try {
            return siblings.replaced();
        } catch (IOException e) {
            throw unreadable(target.sessions().where());
        }
    }

    private static PenstockException unreadable(String where) {
        return new PenstockException(
                DatabaseProblem.TARGET_NOT_REPLACEABLE,
                "The directory of " + where
                        + " could not be read, or what a former run left there could not be deleted.",
                "Grant the right to write the directory to the user who runs the command.");
    }

    H2Database target() {
        return target;
    }

    Siblings siblings() {
        return siblings;
    }

    @Override
    public void close() {
        file.close();
    }
}
