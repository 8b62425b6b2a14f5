package io.penstock.database;

import java.util.List;
import java.util.Map;

/** The right to replace a database; held by one run at a time. Not for use by several threads at once. */
public interface TargetLock extends AutoCloseable {

    /**
     * Begins a copy of {@code snapshot} beside the target.
     *
     * @param roles database roles of the source and what they are called on the target
     * @param workers how many threads will work on the copy
     */
    Shadow shadow(Snapshot snapshot, Map<String, String> roles, int workers);

    /** The runs whose replaced databases are kept, newest first. */
    List<String> undoable();

    /**
     * Puts back the database that the newest run replaced, and removes the one that took its place.
     *
     * @return the run that was undone
     * @throws io.penstock.PenstockException NOTHING-TO-UNDO
     */
    String undo();

    /** Removes all replaced databases but the newest ones. */
    void prune(int keep);

    @Override
    void close();
}
