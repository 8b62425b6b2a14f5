package io.penstock.database;

import io.penstock.landscape.PreservedRowsRule;
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

    /**
     * What the rules would preserve, and what would go wrong.
     *
     * @throws io.penstock.PenstockException PRESERVED-ROWS-UNFIT, naming each rule whose rows would dangle or clash
     */
    List<PreservedRows> foresee(List<PreservedRowsRule> rules, Snapshot snapshot);

    /** The runs whose replaced databases are kept, newest first. */
    List<String> undoable();

    /**
     * Puts back the database that the newest run replaced, and removes the one that took its place.
     *
     * @return the run that was undone
     * @throws io.penstock.PenstockException NOTHING-TO-UNDO
     */
    String undo();

    @Override
    void close();
}
