package io.penstock.database;

import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.PreservedRowsRule;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The copy that grows beside the target until it takes its place. Closed without being swapped in, it is removed and the target is as before.
 * Its methods are safe for use by several threads unless they say otherwise.
 */
public interface Shadow extends AutoCloseable {

    /** Makes the empty structure. Called once, before all else. */
    void createStructure(WorkMonitor monitor);

    /**
     * Goes on with the copy that a process left which died at the same run. Called once, before all else, under {@link Database#lockToResume}. The parts that are
     * {@linkplain #isLoaded loaded} are then to be compared with the source, and those that are not {@link #unchanged} discarded.
     *
     * @return why it cannot be, as a phrase; what was left is then removed and {@link #createStructure} called. Empty when it goes on
     */
    default Optional<String> takeUp(WorkMonitor monitor) {
        return Optional.of("copies of this product cannot be taken up");
    }

    /** The parts in which a table is copied: those of the snapshot, or those in which the copy was begun that was taken up. */
    List<TablePart> parts(Table table);

    /** Whether a part was loaded before the copy was taken up, as far as its record tells. */
    default boolean isLoaded(TablePart part) {
        return false;
    }

    /**
     * Takes a loaded part through its rule once more, without writing it: is what would be written what was written?
     *
     * @return what {@link #copy} would give; empty when it is not the same any more
     */
    default Optional<RowSum> unchanged(TablePart part, TableRule rule, WorkMonitor monitor) {
        return Optional.empty();
    }

    /** Removes the rows of loaded parts, and what stands in the way of copying them again. Nothing else is done with the copy meanwhile. */
    default void discard(Collection<TablePart> parts, WorkMonitor monitor) {}

    /** Copies one part of a table through its rule; gives the sum over the columns that the rule leaves alone. */
    RowSum copy(TablePart part, TableRule rule, WorkMonitor monitor);

    /**
     * Reads back what was written to a table and sums it in the same way.
     *
     * @param scan is shown every field of every row, also of the columns that are not summed
     */
    RowSum sum(Table table, TableRule rule, RowScan scan, WorkMonitor monitor);

    /** Shows a scan what else the copy holds than rows of tables, when all steps are done: comments, definitions, large objects. */
    void scanRest(RowScan scan, WorkMonitor monitor);

    /**
     * What follows the rows, by stage in the order in which it should run; asked for once, after {@link #createStructure}. Among the steps of
     * the stage CONSTRAINT is the one that brings the preserved rows of the target into the copy, in place of rows of the source that match the
     * same rule or have the same key.
     *
     * @param largeObjects whether large objects are copied
     */
    List<BuildStep> buildSteps(boolean largeObjects, List<PreservedRowsRule> preserve);

    /**
     * Sets what a configuration says, in place of what came from the source or was preserved; triggers do not fire. Called when all rows, keys and
     * constraints are there, and before the stage FINISH; once more after {@link #bringLastPreserved} when both speak of the same tables.
     *
     * @return what was changed
     * @throws io.penstock.PenstockException CONFIGURATION-SET-UNFIT, naming the file and line
     */
    List<RowChange> configure(Configuration configuration, WorkMonitor monitor);

    /**
     * Looks at the preserved rows of the target once more, brings what has changed since their step ran, and makes sure that all of them stand in
     * the copy. Called right before the swap. Where the database can do so, writers are kept off these rows from here on.
     */
    void bringLastPreserved(WorkMonitor monitor);

    /** How the copy is reached by sessions of others, so that it can be prepared; under the target's login. */
    DatabaseAddress address();

    /** Gives the copy what the target has set for its sessions, such as a search path; for a copy that others work on before it is swapped in, or that never is. */
    default void adoptSettings() {}

    /** What is in the copy now, which may be more than came from the source once it was prepared. */
    Catalog catalog(WorkMonitor monitor);

    /** What became of the preserved rows, one for each rule; empty before their step has run. */
    List<PreservedRows> preserved();

    /** What could not be carried to the copy as it was, such as grants to roles that the target lacks; each as a phrase for people. */
    List<String> remarks();

    /**
     * Readies the swap: gives the copy the marker, and the target's settings. Nothing happens to the target before the exchange is made; then the
     * copy is in its place, and the replaced database is kept under the run's id. Called once, at the end.
     */
    Exchange swapping(Marker marker, String run);

    @Override
    void close();
}
