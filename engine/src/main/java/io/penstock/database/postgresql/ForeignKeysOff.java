package io.penstock.database.postgresql;

import io.penstock.database.BuildStep;
import io.penstock.database.Catalog;
import io.penstock.database.ForeignKey;
import io.penstock.database.InPlace;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.WorkMonitor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Foreign keys that are away while the rows at both their ends are replaced: kept as text in the record, and made again over all rows, which proves
 * them.
 */
final class ForeignKeysOff {

    private static final String RECORD = Sql.quote(InPlace.SCHEMA) + ".foreign_key";

    /** Those that people declared: the copies that a partitioned table's parts have come and go with them. */
    private static final String OF_TABLES = "SELECT row_number() OVER (ORDER BY k.conrelid::regclass::text, k.conname),"
            + " k.conrelid::regclass::text, k.confrelid::regclass::text, quote_ident(k.conname), pg_get_constraintdef(k.oid),"
            + " obj_description(k.oid, 'pg_constraint') FROM pg_constraint k WHERE k.contype = 'f' AND k.conparentid = 0"
            + " AND (k.conrelid = ANY (?::regclass[]) OR k.confrelid = ANY (?::regclass[]))";

    /** The same ones as {@link ForeignKey} knows them. */
    private static final String DESCRIBED = "INSERT INTO " + RECORD
            + "_columns SELECT k.conname, n.nspname, c.relname, rn.nspname, rc.relname, k.convalidated,"
            + " ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY x(attnum, pos)"
            + "  JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.attnum ORDER BY x.pos),"
            + " ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY x(attnum, pos)"
            + "  JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.attnum ORDER BY x.pos)"
            + " FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " JOIN pg_class rc ON rc.oid = k.confrelid JOIN pg_namespace rn ON rn.oid = rc.relnamespace"
            + " WHERE k.contype = 'f' AND (k.conrelid = ANY (?::regclass[]) OR k.confrelid = ANY (?::regclass[])) RETURNING 1";

    /** A foreign key that is away. */
    record Away(int position, String onTable, String toTable, String name, String definition, String remark) {

        String dropping() {
            return "ALTER TABLE " + onTable + " DROP CONSTRAINT " + name;
        }

        /** The statements that make it again, over all rows. */
        List<String> making() {
            String add = "ALTER TABLE " + onTable + " ADD CONSTRAINT " + name + " " + definition;
            return remark.isEmpty()
                    ? List.of(add)
                    : List.of(add, "COMMENT ON CONSTRAINT " + name + " ON " + onTable + " IS " + Sql.literal(remark));
        }
    }

    private ForeignKeysOff() {}

    /** Records and drops all foreign keys that tie the tables, or the partitioned ones above them. In the caller's transaction. */
    static void take(Connection session, Set<String> tables) throws SQLException {
        var names = session.createArrayOf("text", tables.toArray());
        Sql.list(session, DESCRIBED, row -> true, names, names);
        Sql.list(session, "INSERT INTO " + RECORD + " " + OF_TABLES + " RETURNING 1", row -> true, names, names);
        for (Away each : away(session)) {
            Sql.run(session, each.dropping());
        }
    }

    /** The foreign keys that {@link #take} would take away. */
    static List<Away> of(Connection session, Set<String> tables) throws SQLException {
        var names = session.createArrayOf("text", tables.toArray());
        return Sql.list(session, OF_TABLES + " ORDER BY 1", ForeignKeysOff::away, names, names);
    }

    private static Away away(ResultSet row) throws SQLException {
        String remark = row.getString(6);
        return new Away(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                remark == null ? "" : remark);
    }

    static List<Away> away(Connection session) throws SQLException {
        return Sql.list(
                session,
                "SELECT position, on_table, to_table, name, definition, COALESCE(remark, '') FROM " + RECORD
                        + " ORDER BY 1",
                row -> new Away(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)));
    }

    /** All that were there before the run began, whether they are back or not. */
    static List<ForeignKey> before(Connection session) throws SQLException {
        return Sql.list(
                session,
                "SELECT * FROM " + RECORD + "_columns",
                row -> new ForeignKey(
                        row.getString(1),
                        new TableName(row.getString(2), row.getString(3)),
                        List.of((String[]) row.getArray(7).getArray()),
                        new TableName(row.getString(4), row.getString(5)),
                        List.of((String[]) row.getArray(8).getArray()),
                        row.getBoolean(6)));
    }

    /** Makes one again, over all rows, and forgets it, at once. */
    static void bringBack(Connection session, Away key) throws SQLException {
        Sql.run(session, "BEGIN");
        for (String statement : key.making()) {
            Sql.run(session, statement);
        }
        Sql.run(session, "DELETE FROM " + RECORD + " WHERE position = " + key.position());
        Sql.run(session, "COMMIT");
    }

    /** The tables with all that stand above them, as SQL names them. */
    static Set<String> withAbove(Catalog catalog, Collection<Table> tables) {
        Set<String> names = new HashSet<>();
        for (Table table : tables) {
            addWithAbove(catalog, table, names);
        }
        return names;
    }

    private static void addWithAbove(Catalog catalog, Table table, Set<String> names) {
        if (names.add(Sql.quote(table.name()))) {
            for (TableName parent : table.parents()) {
                catalog.table(parent).ifPresent(above -> addWithAbove(catalog, above, names));
            }
        }
    }

    /** The steps that bring them back. */
    static List<BuildStep> steps(List<Away> keys, BiConsumer<Away, WorkMonitor> bringBack) {
        return keys.stream()
                .map(key -> new BuildStep(
                        "foreign key " + key.name() + " of " + key.onTable(),
                        BuildStep.Stage.CONSTRAINT,
                        Set.of(name(key.onTable()), name(key.toTable())),
                        0,
                        monitor -> bringBack.accept(key, monitor)))
                .toList();
    }

    /** Only to tell which steps share a table: the text of the name will do. */
    private static TableName name(String text) {
        return new TableName("", text);
    }
}
