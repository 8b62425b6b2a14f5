package io.penstock.database;

import io.penstock.landscape.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A session in which preparers work on a database, as the application's own role would: names are looked up on its search path. For one thread. */
public interface PreparationSession extends AutoCloseable {

    /** In transactions: nothing is kept before a commit. */
    Connection connection();

    /** Whether a rollback takes back what was done to the structure too, so that a step is done as a whole or not at all. */
    boolean rollsBackStructure();

    /** The statements of a script, by the rules of the product: bodies of functions and quoted texts are left whole. */
    List<String> statements(String script);

    /**
     * Removes everything in the schema that names are looked up in: tables with their rows, views, sequences, routines, types. What belongs to extensions stays, and so does the
     * schema itself. Commits.
     *
     * @return how many objects were removed, without those that went with others
     */
    int clean() throws SQLException;

    /**
     * The expression that makes a value of a column out of a text that is bound to its question mark, with the column as the driver's metadata describe it.
     *
     * @param type of {@link java.sql.Types}
     * @param digits behind the point
     */
    String boundText(int type, String typeName, int size, int digits);

    /** Moves the indexes of the schema to a table space, those that are there already excepted; gives how many, or nothing where the product has no table spaces. */
    OptionalLong moveIndexes(String tableSpace) throws SQLException;

    /** Has the server look at the tables, so that it knows how to plan. */
    void gatherStatistics() throws SQLException;

    /** Where the sequences stand that it sees, by name; those of identity columns too. Ends the transaction. */
    default Map<String, String> sequences() throws SQLException {
        return Map.of();
    }

    /** Undoes what a preparer may have left behind in the session: an open transaction, settings, another role. */
    void reset() throws SQLException;

    /** Notes which transaction it is that begins, for {@link #settle}; where the product can tell. */
    default void guard() throws SQLException {}

    /**
     * Undoes what a preparer has changed of the session, within its transaction, whose work is kept.
     *
     * @return what was found that a guarded preparer may not do, for people; empty when nothing was
     */
    default Optional<String> settle() throws SQLException {
        return Optional.empty();
    }

    /** Who this session is to the server, for {@link #end}. */
    default String identity() throws SQLException {
        return "";
    }

    /** Ends another session by its identity, and waits until what it did not commit is undone. */
    default void end(String identity) throws SQLException {}

    /** Ends the statement that runs; called by other threads. */
    default void interrupt() {}

    /** Under which address another process of this machine reaches the database as long as this session is open. */
    default DatabaseAddress shared(DatabaseAddress address) {
        return address;
    }

    /** What failed, for people: without the values that a message may quote. */
    String shown(SQLException failure);

    @Override
    void close();
}
