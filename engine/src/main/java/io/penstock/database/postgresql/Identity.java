package io.penstock.database.postgresql;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether two addresses lead to one database. */
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
}
