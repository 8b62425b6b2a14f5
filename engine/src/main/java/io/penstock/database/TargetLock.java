package io.penstock.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The right to replace a database; held by one run at a time. Not for use by several threads at once. */
public interface TargetLock extends AutoCloseable {

    /**
     * Begins a copy of {@code snapshot} beside the target.
     *
     * @param roles database roles of the source and what they are called on the target
     * @param workers how many threads will work on the copy
     * @param terms by whom it may be taken up if this process dies
     */
    Shadow shadow(Snapshot snapshot, Map<String, String> roles, int workers, CopyTerms terms);

    /** Begins a copy that is never to be taken up. */
    default Shadow shadow(Snapshot snapshot, Map<String, String> roles, int workers) {
        return shadow(snapshot, roles, workers, CopyTerms.NONE);
    }

    /** The runs whose replaced databases are kept, newest first. */
    List<String> undoable();

    /**
     * Readies the return of the database that a run replaced; the one that took its place is removed. Nothing happens before the exchange is made.
     *
     * @throws io.penstock.PenstockException NOTHING-TO-UNDO
     */
    Exchange undoing(String run);

    /** What a run that swapped this database intended to swap with it, unless that was forgotten: see {@link Exchange#intend}. */
    Optional<String> intent();

    /** Forgets the intent, durably. */
    void forgetIntent();

    /** Removes all replaced databases but the newest ones. */
    void prune(int keep);

    @Override
    void close();
}
