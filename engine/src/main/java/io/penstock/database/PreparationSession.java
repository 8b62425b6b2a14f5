package io.penstock.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

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

    /** Where the sequences stand that it sees, by name; those of identity columns too. Ends the transaction. */
    default Map<String, String> sequences() throws SQLException {
        return Map.of();
    }

    /** Undoes what a preparer may have left behind in the session: an open transaction, settings, another role. */
    void reset() throws SQLException;

    /** What failed, for people: without the values that a message may quote. */
    String shown(SQLException failure);

    @Override
    void close();
}
