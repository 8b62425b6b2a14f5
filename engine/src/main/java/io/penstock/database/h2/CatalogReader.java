package io.penstock.database.h2;

import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.ForeignKey;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TypeParts;
import io.penstock.database.UniqueKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the catalog of a database from its information schema. */
final class CatalogReader {

    static final String USER_SCHEMA = " NOT IN ('INFORMATION_SCHEMA', '" + Markers.SCHEMA + "')";

    /** Lengths from here on are H2's own bounds of a type without length. */
    private static final long UNBOUNDED = 1_000_000_000;

    /** The rows of a materialized view stand in a table of its name and a suffix. */
    private static final String TABLES =
            "SELECT T.TABLE_SCHEMA, T.TABLE_NAME, T.STORAGE_TYPE, T.ROW_COUNT_ESTIMATE FROM INFORMATION_SCHEMA.TABLES T"
                    + " WHERE T.TABLE_TYPE = 'BASE TABLE' AND T.TABLE_SCHEMA" + USER_SCHEMA
                    + " AND NOT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLES V WHERE V.TABLE_SCHEMA = T.TABLE_SCHEMA"
                    + " AND V.TABLE_CLASS LIKE '%.MaterializedView' AND T.TABLE_NAME LIKE V.TABLE_NAME || '$_')"
                    + " ORDER BY 1, 2";

    private static final String COLUMNS =
            "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION,"
                    + " NUMERIC_SCALE, IS_NULLABLE, IS_GENERATED, IS_IDENTITY, COLUMN_DEFAULT, INTERVAL_TYPE, DOMAIN_SCHEMA, DOMAIN_NAME, DTD_IDENTIFIER"
                    + " FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA" + USER_SCHEMA
                    + " ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION";

    private static final String UNIQUE_CONSTRAINTS =
            "SELECT C.TABLE_SCHEMA, C.TABLE_NAME, C.CONSTRAINT_NAME, K.COLUMN_NAME, C.CONSTRAINT_TYPE = 'PRIMARY KEY'"
                    + " FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS C JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE K"
                    + " ON K.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND K.CONSTRAINT_NAME = C.CONSTRAINT_NAME"
                    + " WHERE C.CONSTRAINT_TYPE IN ('PRIMARY KEY', 'UNIQUE') AND C.TABLE_SCHEMA" + USER_SCHEMA
                    + " ORDER BY C.TABLE_SCHEMA, C.TABLE_NAME, C.CONSTRAINT_NAME, K.ORDINAL_POSITION";

    /** Unique indexes that belong to no constraint. */
    private static final String UNIQUE_INDEXES =
            "SELECT I.TABLE_SCHEMA, I.TABLE_NAME, I.INDEX_NAME, C.COLUMN_NAME, FALSE FROM INFORMATION_SCHEMA.INDEXES I"
                    + " JOIN INFORMATION_SCHEMA.INDEX_COLUMNS C ON C.INDEX_SCHEMA = I.INDEX_SCHEMA AND C.INDEX_NAME = I.INDEX_NAME"
                    + " WHERE I.INDEX_TYPE_NAME = 'UNIQUE INDEX' AND NOT I.IS_GENERATED AND I.TABLE_SCHEMA"
                    + USER_SCHEMA
                    + " ORDER BY I.TABLE_SCHEMA, I.TABLE_NAME, I.INDEX_NAME, C.ORDINAL_POSITION";

    private static final String FOREIGN_KEYS =
            "SELECT F.TABLE_SCHEMA, F.TABLE_NAME, F.CONSTRAINT_NAME, F.COLUMN_NAME, P.TABLE_SCHEMA, P.TABLE_NAME, P.COLUMN_NAME"
                    + " FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS R JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE F"
                    + " ON F.CONSTRAINT_SCHEMA = R.CONSTRAINT_SCHEMA AND F.CONSTRAINT_NAME = R.CONSTRAINT_NAME"
                    + " JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE P ON P.CONSTRAINT_SCHEMA = R.UNIQUE_CONSTRAINT_SCHEMA"
                    + " AND P.CONSTRAINT_NAME = R.UNIQUE_CONSTRAINT_NAME AND P.ORDINAL_POSITION = F.POSITION_IN_UNIQUE_CONSTRAINT"
                    + " WHERE F.TABLE_SCHEMA" + USER_SCHEMA
                    + " ORDER BY F.TABLE_SCHEMA, F.TABLE_NAME, F.CONSTRAINT_NAME, F.ORDINAL_POSITION";

    /** Elements of arrays, also those of elements that are arrays themselves, by the identifier of the collection. */
    private static final String ELEMENTS =
            "SELECT OBJECT_SCHEMA, OBJECT_NAME, COLLECTION_TYPE_IDENTIFIER, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, DTD_IDENTIFIER"
                    + " FROM INFORMATION_SCHEMA.ELEMENT_TYPES WHERE OBJECT_TYPE = 'TABLE'";

    private static final String LABELS =
            "SELECT OBJECT_SCHEMA, OBJECT_NAME, ENUM_IDENTIFIER, VALUE_NAME FROM INFORMATION_SCHEMA.ENUM_VALUES"
                    + " WHERE OBJECT_TYPE = 'TABLE' ORDER BY OBJECT_SCHEMA, OBJECT_NAME, ENUM_IDENTIFIER, VALUE_ORDINAL";

    private record Element(String type, long length, String identifier) {}

    private final Map<Named, Element> elements = new HashMap<>();
    private final Map<Named, List<String>> labels = new HashMap<>();

    private record Named(TableName table, String name) {}

    private record Key(boolean primary, List<String> columns) {}

    private record Reference(TableName to, List<String> columns, List<String> referencedColumns) {}

    private final Connection connection;

    CatalogReader(Connection connection) {
        this.connection = connection;
    }

    Catalog read() throws SQLException {
        Sql.list(
                connection,
                ELEMENTS,
                row -> elements.put(
                        new Named(table(row, 1), row.getString(3)),
                        new Element(row.getString(4), row.getLong(5), row.getString(6))));
        Sql.list(
                connection,
                LABELS,
                row -> labels.computeIfAbsent(new Named(table(row, 1), row.getString(3)), name -> new ArrayList<>())
                        .add(row.getString(4)));
        Map<TableName, List<Column>> columns = new HashMap<>();
        Sql.list(
                connection,
                COLUMNS,
                row -> columns.computeIfAbsent(table(row, 1), name -> new ArrayList<>())
                        .add(column(row)));
        Map<TableName, List<UniqueKey>> keys = new HashMap<>();
        uniqueKeys(UNIQUE_CONSTRAINTS, keys);
        uniqueKeys(UNIQUE_INDEXES, keys);
        List<Table> tables = Sql.list(connection, TABLES, row -> {
            TableName name = table(row, 1);
            boolean linked = "TABLE LINK".equals(row.getString(3));
            return new Table(
                    name,
                    linked ? Table.Kind.FOREIGN : Table.Kind.ORDINARY,
                    columns.getOrDefault(name, List.of()),
                    keys.getOrDefault(name, List.of()),
                    List.of(),
                    linked ? 0 : row.getLong(4),
                    0);
        });
        return new Catalog(measured(tables), foreignKeys(), List.of(schema()), 0);
    }

    private List<Table> measured(List<Table> tables) throws SQLException {
        List<Table> result = new ArrayList<>();
        for (Table table : tables) {
            long bytes = table.hasRows()
                    ? Sql.one(connection, "SELECT DISK_SPACE_USED(?)", row -> row.getLong(1), Sql.quote(table.name()))
                    : 0;
            result.add(new Table(
                    table.name(),
                    table.kind(),
                    table.columns(),
                    table.uniqueKeys(),
                    table.parents(),
                    table.estimatedRows(),
                    bytes));
        }
        return result;
    }

    private void uniqueKeys(String sql, Map<TableName, List<UniqueKey>> into) throws SQLException {
        Map<Named, Key> found = new LinkedHashMap<>();
        Sql.list(connection, sql, row -> {
            Named named = new Named(table(row, 1), row.getString(3));
            boolean primary = row.getBoolean(5);
            return found.computeIfAbsent(named, name -> new Key(primary, new ArrayList<>()))
                    .columns()
                    .add(row.getString(4));
        });
        found.forEach((named, key) -> into.computeIfAbsent(named.table(), name -> new ArrayList<>())
                .add(new UniqueKey(named.name(), key.columns(), key.primary(), true)));
    }

    private List<ForeignKey> foreignKeys() throws SQLException {
        Map<Named, Reference> found = new LinkedHashMap<>();
        Sql.list(connection, FOREIGN_KEYS, row -> {
            TableName to = table(row, 5);
            Reference reference = found.computeIfAbsent(
                    new Named(table(row, 1), row.getString(3)),
                    name -> new Reference(to, new ArrayList<>(), new ArrayList<>()));
            reference.columns().add(row.getString(4));
            return reference.referencedColumns().add(row.getString(7));
        });
        List<ForeignKey> result = new ArrayList<>();
        found.forEach((named, reference) -> result.add(new ForeignKey(
                named.name(), named.table(), reference.columns(), reference.to(), reference.referencedColumns())));
        return result;
    }

    private String schema() throws SQLException {
        return Sql.one(connection, "SELECT CURRENT_SCHEMA", row -> row.getString(1));
    }

    private static TableName table(ResultSet row, int index) throws SQLException {
        return new TableName(row.getString(index), row.getString(index + 1));
    }

    private Column column(ResultSet row) throws SQLException {
        String type = row.getString("DATA_TYPE");
        ColumnKind kind = kind(type);
        long length = row.getLong("CHARACTER_MAXIMUM_LENGTH");
        boolean bounded = length > 0 && length < UNBOUNDED;
        int precision = kind == ColumnKind.DECIMAL ? row.getInt("NUMERIC_PRECISION") : 0;
        int scale = kind == ColumnKind.DECIMAL ? row.getInt("NUMERIC_SCALE") : 0;
        return new Column(
                row.getString("COLUMN_NAME"),
                spelled(row, type, kind, bounded ? length : 0, precision, scale),
                kind,
                kind == ColumnKind.TEXT && bounded ? (int) length : 0,
                precision,
                scale,
                "YES".equals(row.getString("IS_NULLABLE")),
                "ALWAYS".equals(row.getString("IS_GENERATED")),
                row.getString("COLUMN_DEFAULT") != null || "YES".equals(row.getString("IS_IDENTITY")),
                parts(kind, new Named(table(row, 1), row.getString("DTD_IDENTIFIER"))));
    }

    private TypeParts parts(ColumnKind kind, Named type) {
        Element element = elements.get(type);
        if (kind == ColumnKind.ARRAY && element != null) {
            ColumnKind inner = kind(element.type());
            boolean bounded = inner == ColumnKind.TEXT && element.length() > 0 && element.length() < UNBOUNDED;
            return new TypeParts.Elements(new Column(
                    "",
                    element.type(),
                    inner,
                    bounded ? (int) element.length() : 0,
                    0,
                    0,
                    true,
                    false,
                    false,
                    parts(inner, new Named(type.table(), element.identifier()))));
        }
        List<String> known = labels.get(type);
        return kind == ColumnKind.ENUM && known != null ? new TypeParts.Labels(known) : TypeParts.NONE;
    }

    private static String spelled(ResultSet row, String type, ColumnKind kind, long length, int precision, int scale)
            throws SQLException {
        @Nullable String domain = row.getString("DOMAIN_NAME");
        if (domain != null) {
            return Sql.quote(new TableName(row.getString("DOMAIN_SCHEMA"), domain));
        }
        if (type.equals("INTERVAL")) {
            return type + " " + row.getString("INTERVAL_TYPE");
        }
        if (kind == ColumnKind.DECIMAL) {
            return type.equals("NUMERIC") ? type + "(" + precision + ", " + scale + ")" : type;
        }
        return length == 0 ? type : type + "(" + length + ")";
    }

    private static ColumnKind kind(String type) {
        return switch (type) {
            case "CHARACTER", "CHARACTER VARYING", "VARCHAR_IGNORECASE", "CHARACTER LARGE OBJECT" -> ColumnKind.TEXT;
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT" -> ColumnKind.INTEGER;
            case "NUMERIC", "DECFLOAT" -> ColumnKind.DECIMAL;
            case "REAL", "DOUBLE PRECISION" -> ColumnKind.FLOAT;
            case "BOOLEAN" -> ColumnKind.BOOLEAN;
            case "DATE" -> ColumnKind.DATE;
            case "TIME", "TIME WITH TIME ZONE" -> ColumnKind.TIME;
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> ColumnKind.TIMESTAMP;
            case "UUID" -> ColumnKind.UUID;
            case "JSON" -> ColumnKind.JSON;
            case "BINARY", "BINARY VARYING", "BINARY LARGE OBJECT" -> ColumnKind.BINARY;
            case "ENUM" -> ColumnKind.ENUM;
            case "ARRAY" -> ColumnKind.ARRAY;
            default -> ColumnKind.OTHER;
        };
    }
}
