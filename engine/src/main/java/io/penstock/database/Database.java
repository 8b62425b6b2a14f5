package io.penstock.database;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.landscape.PreservedRowsRule;
import io.penstock.landscape.Throttle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One database, reached. Not for use by several threads at once. */
public interface Database extends AutoCloseable {

    ServerFacts facts();

    /** The mark that says which environment this database belongs to; absent on a database that Penstock never saw. */
    Optional<Marker> marker();

    /** Puts the mark on the database, in place of the one it has. */
    void mark(Marker marker);

    /** What a run intended to swap together with this database and has not brought to its end, as far as can be seen without a lock. */
    Optional<String> intent();

    /** Whether the database holds no table, view, function or other object of a user. */
    boolean isEmpty();

    /**
     * Whether the other handle reaches the same database, whatever the two addresses look like. Needs no special rights: a lock taken through
     * one is looked for through the other.
     */
    boolean isSameAs(Database other);

    /** What is in the database now. */
    Catalog catalog();

    /** Its tables in the words of its product, to be compared with another database of the product. Names that differ without a meaning are left out. */
    Set<StructurePart> structure();

    /** What keeps this database from being read as a whole: missing rights, each with the SQL that grants it; empty when nothing does. */
    List<Problem> obstaclesToReading();

    /** What keeps the large objects of this database from being read. */
    default List<Problem> obstaclesToReadingLargeObjects() {
        return List.of();
    }

    /** What keeps this database from being replaced by a copy of {@code source}: rights, version, extensions, disk. */
    List<Problem> obstaclesToReplacing(Database source);

    /** What may yet be in the way of replacing this database by a copy of {@code source}, or will come out otherwise; each as a phrase for people. */
    default List<String> warningsOfReplacing(Database source) {
        return List.of();
    }

    /** What of this database would not be carried to another one, each as a phrase for people. */
    List<String> notCarried();

    /**
     * Opens a consistent view that any number of readers share. One at a time: it may be this handle's session that keeps it.
     *
     * @param readers how many will read at once
     */
    Snapshot snapshot(int readers, Throttle throttle);

    /**
     * What the rules would preserve of this database, and what would go wrong, were it replaced by a copy of {@code source}.
     *
     * @param treatment what happens to the tables of the source that hold rows
     * @throws io.penstock.PenstockException PRESERVED-ROWS-UNFIT, naming each rule whose table is missing or whose rows would not fit or would dangle;
     *     CONDITION-INVALID
     */
    List<PreservedRows> foresee(
            List<PreservedRowsRule> rules, Snapshot source, Function<TableName, TableRule> treatment);

    /**
     * What setting rows would change here. Only reads.
     *
     * @throws io.penstock.PenstockException CONFIGURATION-SET-UNFIT, naming the file and line
     */
    List<RowChange> compare(List<RowSetting> settings);

    /**
     * Locks the database for one run against all others, also from other machines, until the handle is closed. Clears away what a dead run left.
     *
     * @throws io.penstock.PenstockException TARGET-LOCKED, naming the holder
     */
    TargetLock lock(String holder);

    /** The same, but the copy that a dead run left stays for {@link Shadow#takeUp}, where the product can go on with one. */
    default TargetLock lockToResume(String holder) {
        return lock(holder);
    }

    /** Who holds the lock of this database; empty when nobody does. */
    Optional<LockHolder> lockHolder();

    /**
     * The work of replacing this database's rows where they stand. Close the result before this handle.
     *
     * @throws io.penstock.PenstockException IN-PLACE-UNSUPPORTED
     */
    default InPlace inPlace() {
        throw new PenstockException(
                DatabaseProblem.IN_PLACE_UNSUPPORTED,
                "Rows of " + facts().product() + " databases cannot be replaced where they stand.",
                "Refresh it from a higher environment with penstock sync, which pseudonymizes on the way.");
    }

    @Override
    void close();
}
