package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Sequences stand where those of the source stand; where preserved rows brought higher values, past them. */
final class Sequences {

    private record Position(String identity, long last, boolean called) {}

    private record Owned(String sequence, String table, String column) {}

    private Sequences() {}

    static void advance(PostgresSnapshot snapshot, Connection shadow, boolean pastPreserved) throws SQLException {
        for (Position position : snapshot.ask("reading sequences", Sequences::positions)) {
            Sql.one(
                    shadow,
                    "SELECT setval(?::regclass, ?, ?)",
                    row -> true,
                    position.identity(),
                    position.last(),
                    position.called());
        }
        if (pastPreserved) {
            passColumns(shadow);
        }
    }

    private static List<Position> positions(Connection source) throws SQLException {
        List<String> sequences = Sql.list(
                source,
                "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND NOT " + CatalogReader.UNREADABLE
                        + " AND " + CatalogReader.USER_SCHEMA
                        + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass"
                        + " AND d.objid = c.oid AND d.deptype = 'e') ORDER BY 1",
                row -> row.getString(1));
        List<Position> positions = new ArrayList<>();
        for (String sequence : sequences) {
            positions.add(Sql.one(
                    source,
                    "SELECT last_value, is_called FROM " + sequence,
                    row -> new Position(sequence, row.getLong(1), row.getBoolean(2))));
        }
        return positions;
    }

    private static void passColumns(Connection shadow) throws SQLException {
        List<Owned> owned = Sql.list(
                shadow,
                "SELECT s.oid::regclass::text, t.oid::regclass::text, quote_ident(a.attname) FROM pg_depend d"
                        + " JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_class t ON t.oid = d.refobjid"
                        + " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid"
                        + " JOIN pg_sequence q ON q.seqrelid = s.oid"
                        + " WHERE d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND q.seqincrement > 0"
                        + " AND a.atttypid IN (20, 21, 23)",
                row -> new Owned(row.getString(1), row.getString(2), row.getString(3)));
        for (Owned each : owned) {
            Sql.list(
                    shadow,
                    "SELECT setval(?::regclass, m) FROM (SELECT max(" + each.column() + ")::bigint AS m FROM "
                            + each.table() + ") x, " + each.sequence() + " s WHERE m > s.last_value",
                    row -> true,
                    each.sequence());
        }
    }
}
