package io.penstock.database.h2;

import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.ForeignKey;
import io.penstock.database.StructurePart;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.UniqueKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts the catalog, the defaults and the other indexes into words. */
final class StructureReader {

    private static final String DEFAULTS =
            "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COALESCE(GENERATION_EXPRESSION, COLUMN_DEFAULT, 'identity')"
                    + " FROM INFORMATION_SCHEMA.COLUMNS WHERE (COLUMN_DEFAULT IS NOT NULL OR GENERATION_EXPRESSION IS NOT NULL"
                    + " OR IS_IDENTITY = 'YES') AND TABLE_SCHEMA" + CatalogReader.USER_SCHEMA;

    private static final String INDEXES =
            "SELECT I.TABLE_SCHEMA, I.TABLE_NAME, LISTAGG(C.COLUMN_NAME, ', ') WITHIN GROUP (ORDER BY C.ORDINAL_POSITION)"
                    + " FROM INFORMATION_SCHEMA.INDEXES I"
                    + " JOIN INFORMATION_SCHEMA.INDEX_COLUMNS C ON C.INDEX_SCHEMA = I.INDEX_SCHEMA AND C.INDEX_NAME = I.INDEX_NAME"
                    + " WHERE I.INDEX_TYPE_NAME = 'INDEX' AND NOT I.IS_GENERATED AND I.TABLE_SCHEMA"
                    + CatalogReader.USER_SCHEMA + " GROUP BY I.TABLE_SCHEMA, I.TABLE_NAME, I.INDEX_NAME";

    private final Connection connection;

    StructureReader(Connection connection) {
        this.connection = connection;
    }

    Set<StructurePart> read() throws SQLException {
        Catalog catalog = new CatalogReader(connection).read();
        Set<StructurePart> parts = new TreeSet<>();
        for (Table table : catalog.tables()) {
            for (Column column : table.columns()) {
                String rest = column.nullable() ? "" : " not null";
                parts.add(new StructurePart(table.name(), column.name() + " " + column.type() + rest, ""));
            }
            for (UniqueKey key : table.uniqueKeys()) {
                parts.add(new StructurePart(
                        table.name(), (key.primary() ? "primary key " : "unique ") + columns(key.columns()), ""));
            }
        }
        for (ForeignKey key : catalog.foreignKeys()) {
            parts.add(new StructurePart(
                    key.table(),
                    "foreign key " + columns(key.columns()) + " references " + key.referencedTable()
                            + columns(key.referencedColumns()),
                    ""));
        }
        parts.addAll(Sql.list(
                connection,
                DEFAULTS,
                row -> new StructurePart(
                        new TableName(row.getString(1), row.getString(2)),
                        "default of " + row.getString(3),
                        row.getString(4))));
        parts.addAll(Sql.list(
                connection,
                INDEXES,
                row -> new StructurePart(
                        new TableName(row.getString(1), row.getString(2)), "index (" + row.getString(3) + ")", "")));
        return parts;
    }

    private static String columns(List<String> names) {
        return "(" + String.join(", ", names) + ")";
    }
}
