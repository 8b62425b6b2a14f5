package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Statistics hold values of the columns. Gathering them anew replaces those of tables with rows, but leaves those of an empty table as they are. In the
 * caller's transaction.
 */
final class ColumnSamples {

    private ColumnSamples() {}

    /** Removes the statistics of a table in the way that its server and the user's rights allow; false when there is none. */
    static boolean remove(Connection session, String table) throws SQLException {
        if (!hasAny(session, table)) {
            return true;
        }
        for (String way : ways(session, table)) {
            Sql.run(session, "SAVEPOINT penstock_samples");
            try {
                Sql.run(session, way);
                Sql.run(session, "RELEASE SAVEPOINT penstock_samples");
                if (!hasAny(session, table)) {
                    return true;
                }
            } catch (SQLException e) {
                if (Failures.isConnectionLoss(e)) {
                    throw e;
                }
                Sql.run(session, "ROLLBACK TO SAVEPOINT penstock_samples");
            }
        }
        return false;
    }

    private static boolean hasAny(Connection session, String table) throws SQLException {
        return Sql.one(
                session,
                "SELECT EXISTS (SELECT FROM pg_stats WHERE format('%I.%I', schemaname, tablename)::regclass = ?::regclass)",
                row -> row.getBoolean(1),
                table);
    }

    private static List<String> ways(Connection session, String table) throws SQLException {
        String relation = Sql.literal(table) + "::pg_catalog.regclass";
        List<String> ways = new ArrayList<>();
        ways.add("DELETE FROM pg_catalog.pg_statistic WHERE starelid = " + relation
                + "; DELETE FROM pg_catalog.pg_statistic_ext_data WHERE stxoid IN (SELECT oid FROM pg_catalog.pg_statistic_ext WHERE stxrelid = "
                + relation + ")");
        // A column that is given its own type anew loses its statistics, and no row is touched; not where a view reads
        // it.
        ways.add(String.join(
                "; ",
                Sql.list(
                        session,
                        "SELECT 'ALTER TABLE ONLY ' || a.attrelid::regclass || ' ALTER COLUMN ' || quote_ident(a.attname) || ' TYPE '"
                                + " || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attcollation = t.typcollation THEN '' ELSE"
                                + " (SELECT format(' COLLATE %I.%I', n.nspname, c.collname) FROM pg_collation c"
                                + " JOIN pg_namespace n ON n.oid = c.collnamespace WHERE c.oid = a.attcollation) END"
                                + " FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = ?::regclass"
                                + " AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''",
                        row -> row.getString(1),
                        table)));
        return ways;
    }
}
