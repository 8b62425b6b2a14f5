package io.penstock.database.h2;

import io.penstock.database.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Sequences stand where those of the source stand; where preserved rows brought higher values, past them. */
final class Sequences {

    private static final String IDENTITIES =
            "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, IDENTITY_BASE, IDENTITY_INCREMENT, IDENTITY_MAXIMUM"
                    + " FROM INFORMATION_SCHEMA.COLUMNS WHERE IS_IDENTITY = 'YES' AND TABLE_SCHEMA"
                    + CatalogReader.USER_SCHEMA;

    private static final String SEQUENCES =
            "SELECT SEQUENCE_SCHEMA, SEQUENCE_NAME, BASE_VALUE FROM INFORMATION_SCHEMA.SEQUENCES WHERE BASE_VALUE IS NOT NULL"
                    + " AND SEQUENCE_SCHEMA" + CatalogReader.USER_SCHEMA;

    private static final String DRAWN =
            "SELECT S.SEQUENCE_SCHEMA, S.SEQUENCE_NAME, S.BASE_VALUE, S.\"INCREMENT\", S.MAXIMUM_VALUE, C.TABLE_SCHEMA, C.TABLE_NAME, C.COLUMN_NAME"
                    + " FROM INFORMATION_SCHEMA.SEQUENCES S JOIN INFORMATION_SCHEMA.COLUMNS C"
                    + " ON C.COLUMN_DEFAULT = 'NEXT VALUE FOR \"' || S.SEQUENCE_SCHEMA || '\".\"' || S.SEQUENCE_NAME || '\"'"
                    + " WHERE S.SEQUENCE_SCHEMA" + CatalogReader.USER_SCHEMA
                    + " AND C.DATA_TYPE IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT')";

    private record Identity(TableName table, String column, long base, long increment, long maximum) {}

    private record Drawn(TableName sequence, long base, long increment, long maximum, TableName table, String column) {}

    private record Position(TableName sequence, long base) {}

    private Sequences() {}

    /** Asked for when all rows are copied: a sequence is in no transaction, so it stands at or past every row of the snapshot. */
    static void advance(H2Snapshot snapshot, Connection shadow, boolean pastPreserved) throws SQLException {
        List<Identity> identities = snapshot.ask("reading sequences", Sequences::identities);
        for (Identity each : identities) {
            restart(shadow, each, each.base());
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
        if (pastPreserved) {
            pass(shadow);
        }
    }

    private static void pass(Connection shadow) throws SQLException {
        for (Identity each : identities(shadow)) {
            long next = past(shadow, each.table(), each.column(), each.base(), each.increment(), each.maximum());
            if (next != each.base()) {
                restart(shadow, each, next);
            }
        }
        List<Drawn> drawn = Sql.list(
                shadow,
                DRAWN,
                row -> new Drawn(
                        new TableName(row.getString(1), row.getString(2)),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        new TableName(row.getString(6), row.getString(7)),
                        row.getString(8)));
        for (Drawn each : drawn) {
            long next = past(shadow, each.table(), each.column(), each.base(), each.increment(), each.maximum());
            if (next != each.base()) {
                restart(shadow, each.sequence(), next);
            }
        }
    }

    private static List<Identity> identities(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                IDENTITIES,
                row -> new Identity(
                        new TableName(row.getString(1), row.getString(2)),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)));
    }

    private static long past(Connection shadow, TableName table, String column, long base, long increment, long maximum)
            throws SQLException {
        if (increment <= 0) {
            return base;
        }
        long highest = Sql.one(
                shadow,
                "SELECT COALESCE(MAX(" + Sql.quote(column) + "), ?) FROM " + Sql.quote(table),
                row -> row.getLong(1),
                base - 1);
        return highest < base || highest > maximum - increment ? base : highest + increment;
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
