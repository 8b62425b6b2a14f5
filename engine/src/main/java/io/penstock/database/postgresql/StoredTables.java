package io.penstock.database.postgresql;

import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TablePart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the tables of a snapshot are stored: where they are cut into parts, and how to tell that one is no longer the same. */
final class StoredTables {

    /** A table with more is read in parts, by ranges of its blocks. */
    private static final long PART_BYTES = 256L << 20;

    private static final int BLOCK = 8192;

    /** What tells one structure and storage of a table from another; read from the catalogs alone, which no lock of the table keeps waiting. */
    private static final String STRUCTURE =
            "c.relfilenode || ':' || md5(COALESCE((SELECT string_agg(concat_ws(' ', a.attname, a.atttypid, a.atttypmod, a.attisdropped),"
                    + " ',' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0), ''))"
                    + " FROM pg_class c";

    /** The access method whose rows say which transaction wrote them. */
    private static final String HEAP = "c.relam = 2";

    /** Since when the server is up: one that was set back to an earlier state gives numbers of transactions once more. And the oldest transaction under way, as rows name those that wrote them: without its epoch. */
    private static final String MOMENT =
            "SELECT pg_postmaster_start_time()::text, (pg_snapshot_xmin(pg_current_snapshot())::text::numeric % 4294967296)::text";

    /** See {@link #MOMENT}. */
    private record Moment(String since, String horizon) {}

    private record Stored(
            long oid,
            long bytes,
            boolean readable,
            boolean heap,
            @Nullable String structure) {}

    private final Map<TableName, Stored> tables;
    private final Moment moment;

    private StoredTables(Map<TableName, Stored> tables, Moment moment) {
        this.tables = tables;
        this.moment = moment;
    }

    static StoredTables read(Connection reader) throws SQLException {
        Map<TableName, Stored> tables = new HashMap<>();
        Sql.list(
                reader,
                "SELECT n.nspname, c.relname, c.oid, pg_relation_size(c.oid), NOT " + CatalogReader.UNREADABLE + ", "
                        + HEAP + ", "
                        + STRUCTURE + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND "
                        + CatalogReader.USER_SCHEMA,
                row -> tables.put(
                        new TableName(row.getString(1), row.getString(2)),
                        new Stored(
                                row.getLong(3),
                                row.getLong(4),
                                row.getBoolean(5),
                                row.getBoolean(6),
                                row.getString(7))));
        return new StoredTables(tables, Sql.one(reader, MOMENT, row -> new Moment(row.getString(1), row.getString(2))));
    }

    List<TablePart> parts(Table table) {
        Stored facts = tables.get(table.name());
        long size = facts == null ? 0 : facts.bytes();
        int count = (int) Math.max(1, Math.min(10_000, size / PART_BYTES));
        long blocks = size / BLOCK;
        List<TablePart> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long to = i == count - 1 ? Long.MAX_VALUE : blocks * (i + 1) / count;
            parts.add(new TablePart(table.name(), i, count, blocks * i / count, to, table.bytes() / count));
        }
        return parts;
    }

    /** Whether the rows can be read; those of an unlogged table are on the primary alone. */
    boolean isReadable(TableName table) {
        Stored facts = tables.get(table);
        return facts == null || facts.readable();
    }

    /** Where the rows of a table stand in the snapshot. */
    PartOrigin origin(TableName table) {
        Stored facts = tables.get(table);
        String structure = facts == null || !facts.heap() ? null : facts.structure();
        return new PartOrigin(structure == null ? "" : moment.since() + " " + structure, moment.horizon());
    }

    /** Whether a table still has the structure and the storage that it had. */
    boolean isUnchanged(TableName table, Connection session) throws SQLException {
        Stored then = tables.get(table);
        if (then == null) {
            return true;
        }
        List<String> found =
                Sql.list(session, "SELECT " + STRUCTURE + " WHERE c.oid = ?", row -> row.getString(1), then.oid());
        return !found.isEmpty() && found.get(0).equals(then.structure());
    }
}
