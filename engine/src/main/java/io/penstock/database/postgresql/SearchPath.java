package io.penstock.database.postgresql;

import io.penstock.database.Catalog;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Our sessions have an empty search path. Where a condition is evaluated that a person wrote, names without schema mean what they mean in a plain
 * session of the same database.
 */
final class SearchPath {

    private SearchPath() {}

    /** Evaluates with the session's own default path. */
    static <T> T ofSession(Connection session, PostgresDatabase.Question<T> question) throws SQLException {
        Sql.run(session, "RESET search_path");
        try {
            T answer = question.ask();
            clear(session);
            return answer;
        } catch (SQLException e) {
            try {
                clear(session);
            } catch (SQLException inAFailedTransaction) {
                e.addSuppressed(inAFailedTransaction);
            }
            throw e;
        }
    }

    /** Sets the path that sessions of the catalog's database have; {@link #clear} takes it back. */
    static void set(Connection session, Catalog catalog) throws SQLException {
        Sql.run(
                session,
                "SET search_path = " + (catalog.searchPath().isEmpty() ? "''" : Sql.quoted(catalog.searchPath())));
    }

    static void clear(Connection session) throws SQLException {
        Sql.run(session, "SET search_path = ''");
    }
}
