package io.penstock.database.h2;

import io.penstock.database.Catalog;
import io.penstock.database.ChangedColumns;
import io.penstock.database.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sequences stand where those of the source stand; where pseudonyms or preserved rows brought values past that, behind these. */
final class Sequences {

    private static final String IDENTITIES =
            "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, IDENTITY_BASE, IDENTITY_INCREMENT, IDENTITY_MINIMUM, IDENTITY_MAXIMUM"
                    + " FROM INFORMATION_SCHEMA.COLUMNS WHERE IS_IDENTITY = 'YES' AND TABLE_SCHEMA"
                    + CatalogReader.USER_SCHEMA;

    private static final String SEQUENCES =
            "SELECT SEQUENCE_SCHEMA, SEQUENCE_NAME, BASE_VALUE FROM INFORMATION_SCHEMA.SEQUENCES WHERE BASE_VALUE IS NOT NULL"
                    + " AND SEQUENCE_SCHEMA" + CatalogReader.USER_SCHEMA;

    private static final String DRAWN =
            "SELECT S.SEQUENCE_SCHEMA, S.SEQUENCE_NAME, S.BASE_VALUE, S.\"INCREMENT\", S.MINIMUM_VALUE, S.MAXIMUM_VALUE, C.TABLE_SCHEMA, C.TABLE_NAME, C.COLUMN_NAME"
                    + " FROM INFORMATION_SCHEMA.SEQUENCES S JOIN INFORMATION_SCHEMA.COLUMNS C"
                    + " ON C.COLUMN_DEFAULT = 'NEXT VALUE FOR \"' || S.SEQUENCE_SCHEMA || '\".\"' || S.SEQUENCE_NAME || '\"'"
                    + " WHERE S.SEQUENCE_SCHEMA" + CatalogReader.USER_SCHEMA
                    + " AND C.DATA_TYPE IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT')";

    /** The numbers that are given next. */
    private record Numbers(long base, long increment, long minimum, long maximum) {
        static Numbers read(ResultSet row, int from) throws SQLException {
            return new Numbers(row.getLong(from), row.getLong(from + 1), row.getLong(from + 2), row.getLong(from + 3));
        }
    }

    private record Identity(TableName table, String column, Numbers numbers) {}

    private record Drawn(TableName sequence, Numbers numbers, TableName table, String column) {}

    private record Position(TableName sequence, long base) {}

    private Sequences() {}

    /** Asked for when all rows are copied: a sequence is in no transaction, so it stands at or past every row of the snapshot. */
    static void advance(H2Snapshot snapshot, Connection shadow, ChangedColumns changed) throws SQLException {
        List<Identity> identities = snapshot.ask("reading sequences", Sequences::identities);
        for (Identity each : identities) {
            restart(shadow, each, each.numbers().base());
        }
        List<Position> positions = snapshot.ask(
                "reading sequences",
                source -> Sql.list(
                        source,
                        SEQUENCES,
                        row -> new Position(new TableName(row.getString(1), row.getString(2)), row.getLong(3))));
        for (Position each : positions) {
            restart(shadow, each.sequence(), each.base());
        }
        pass(snapshot.catalog(), shadow, changed);
    }

    /** Sets sequences behind all values of the changed columns that draw from them. */
    static void pass(Catalog catalog, Connection shadow, ChangedColumns changed) throws SQLException {
        for (Identity each : identities(shadow)) {
            if (changed.contains(catalog, each.table(), each.column())) {
                long next = past(shadow, each.table(), each.column(), each.numbers());
                if (next != each.numbers().base()) {
                    restart(shadow, each, next);
                }
            }
        }
        List<Drawn> drawn = Sql.list(
                shadow,
                DRAWN,
                row -> new Drawn(
                        new TableName(row.getString(1), row.getString(2)),
                        Numbers.read(row, 3),
                        new TableName(row.getString(7), row.getString(8)),
                        row.getString(9)));
        for (Drawn each : drawn) {
            if (changed.contains(catalog, each.table(), each.column())) {
                long next = past(shadow, each.table(), each.column(), each.numbers());
                if (next != each.numbers().base()) {
                    restart(shadow, each.sequence(), next);
                }
            }
        }
    }

    /** The next number of each, by name. */
    static Map<String, String> shown(Connection connection) throws SQLException {
        Map<String, String> shown = new TreeMap<>();
        for (Identity each : identities(connection)) {
            shown.put(
                    each.table() + "." + each.column(),
                    String.valueOf(each.numbers().base()));
        }
        Sql.list(
                connection,
                SEQUENCES,
                row -> shown.put(new TableName(row.getString(1), row.getString(2)).toString(), row.getString(3)));
        return shown;
    }

    private static List<Identity> identities(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                IDENTITIES,
                row -> new Identity(
                        new TableName(row.getString(1), row.getString(2)), row.getString(3), Numbers.read(row, 4)));
    }

    private static long past(Connection shadow, TableName table, String column, Numbers numbers) throws SQLException {
        boolean ascends = numbers.increment() > 0;
        long before = numbers.base() - numbers.increment();
        long extreme = Sql.one(
                shadow,
                "SELECT COALESCE(" + (ascends ? "MAX(" : "MIN(") + Sql.quote(column) + "), ?) FROM " + Sql.quote(table),
                row -> row.getLong(1),
                before);
        boolean isPast = ascends ? extreme >= numbers.base() : extreme <= numbers.base();
        boolean hasNext = ascends
                ? extreme <= numbers.maximum() - numbers.increment()
                : extreme >= numbers.minimum() - numbers.increment();
        return isPast && hasNext ? extreme + numbers.increment() : numbers.base();
    }

    private static void restart(Connection shadow, Identity identity, long value) throws SQLException {
        Sql.run(
                shadow,
                "ALTER TABLE " + Sql.quote(identity.table()) + " ALTER COLUMN " + Sql.quote(identity.column())
                        + " RESTART WITH " + value);
    }

    private static void restart(Connection shadow, TableName sequence, long value) throws SQLException {
        Sql.run(shadow, "ALTER SEQUENCE " + Sql.quote(sequence) + " RESTART WITH " + value);
    }
}
