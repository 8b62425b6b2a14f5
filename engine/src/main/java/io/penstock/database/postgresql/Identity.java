package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Whether two addresses, or a name at two times, mean one database. */
final class Identity {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Identity() {}

    /** An advisory lock is known to one database of one server alone, and every role sees it in pg_locks. */
    static boolean areSame(Connection one, Connection other) throws SQLException {
        long key = RANDOM.nextLong();
        Sql.one(one, "SELECT pg_advisory_lock(?)", row -> true, key);
        try {
            return Sql.one(
                    other,
                    "SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                            + " WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.objsubid = 1"
                            + " AND (l.classid::bigint << 32 | l.objid::bigint) = ?)",
                    row -> row.getBoolean(1),
                    key);
        } finally {
            Sql.one(one, "SELECT pg_advisory_unlock(?)", row -> true, key);
        }
    }

    /** Makes sure, by a session of another database, that a name still means the database with this id. */
    static void requireStillThere(Connection maintenance, String database, long oid, String where) throws SQLException {
        List<Long> now =
                Sql.list(maintenance, "SELECT oid FROM pg_database WHERE datname = ?", row -> row.getLong(1), database);
        if (!now.equals(List.of(oid))) {
            throw new PenstockException(
                    DatabaseProblem.DATABASE_MISSING,
                    "The database " + where + " was " + (now.isEmpty() ? "dropped" : "replaced by another")
                            + " after the run was planned.",
                    now.isEmpty()
                            ? "Create it anew, empty, and run the command again."
                            : "Look who works on it, and run the command again.");
        }
    }
}
