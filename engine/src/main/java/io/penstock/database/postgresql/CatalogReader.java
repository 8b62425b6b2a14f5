package io.penstock.database.postgresql;

import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.ForeignKey;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.UniqueKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the catalog of a database. Tables that belong to an extension are left out: the extension makes them. */
final class CatalogReader {

    /** Schemas of the server itself. */
    static final String USER_SCHEMA = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    /** What is unlogged stands empty on a standby, and a query of it fails there. */
    static final String UNREADABLE = "(c.relpersistence = 'u' AND pg_catalog.pg_is_in_recovery())";

    private static final String TABLES = "SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition,"
            + " CASE WHEN " + UNREADABLE
            + " THEN 0 ELSE c.reltuples END, CASE WHEN c.relkind = 'r' THEN pg_catalog.pg_table_size(c.oid) ELSE 0 END AS bytes"
            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND " + USER_SCHEMA
            + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
            + " AND d.objid = c.oid AND d.deptype = 'e') ORDER BY n.nspname, c.relname";

    private static final String COLUMNS = "WITH RECURSIVE base(oid, base, typmod) AS ("
            + " SELECT t.oid, t.oid, -1 FROM pg_catalog.pg_type t WHERE t.typtype <> 'd'"
            + " UNION ALL SELECT t.oid, b.base, CASE WHEN t.typtypmod >= 0 THEN t.typtypmod ELSE b.typmod END"
            + " FROM pg_catalog.pg_type t JOIN base b ON b.oid = t.typbasetype WHERE t.typtype = 'd')"
            + " SELECT a.attrelid, a.attname, a.atttypid, a.atttypmod, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, bt.typname, bt.typtype,"
            + " bt.typcategory, CASE WHEN a.atttypmod >= 0 THEN a.atttypmod ELSE base.typmod END AS typmod,"
            + " a.attnotnull OR dt.typnotnull AS notnull, a.attgenerated <> '' AS generated,"
            + " a.atthasdef OR a.attidentity <> '' OR dt.typdefault IS NOT NULL AS filled"
            + " FROM pg_catalog.pg_attribute a JOIN base ON base.oid = a.atttypid JOIN pg_catalog.pg_type bt ON bt.oid = base.base"
            + " JOIN pg_catalog.pg_type dt ON dt.oid = a.atttypid"
            + " JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f') AND " + USER_SCHEMA
            + " ORDER BY a.attrelid, a.attnum";

    private static final String UNIQUE_KEYS = "SELECT i.indrelid, c.relname, i.indisprimary,"
            + " i.indexprs IS NULL AND i.indpred IS NULL AS plain,"
            + " ARRAY(SELECT a.attname FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY k(attnum, pos)"
            + "  JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum"
            + "  WHERE k.pos <= i.indnkeyatts ORDER BY k.pos) ||"
            + " ARRAY(SELECT DISTINCT a.attname FROM pg_catalog.pg_depend d"
            + "  JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid"
            + "  WHERE i.indexprs IS NOT NULL AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = i.indexrelid"
            + "  AND d.refobjid = i.indrelid AND d.refobjsubid > 0"
            + "  AND NOT d.refobjsubid = ANY (i.indkey::pg_catalog.int2[])) AS columns,"
            + " ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k, true) FROM pg_catalog.generate_series(1, i.indnkeyatts) k"
            + "  ORDER BY k) AS terms,"
            + " pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,"
            + " ARRAY(SELECT DISTINCT a.attname FROM pg_catalog.pg_depend d"
            + "  JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid"
            + "  WHERE i.indpred IS NOT NULL AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = i.indexrelid"
            + "  AND d.refobjid = i.indrelid AND d.refobjsubid > 0) AS predicate_columns"
            + " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
            + " JOIN pg_catalog.pg_class r ON r.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace"
            + " WHERE i.indisunique AND i.indisvalid AND r.relkind IN ('r', 'p') AND " + USER_SCHEMA
            + " ORDER BY i.indrelid, c.relname";

    private static final String PARTITION_KEYS =
            "SELECT p.partrelid, ARRAY(SELECT a.attname FROM pg_catalog.pg_attribute a WHERE a.attrelid = p.partrelid"
                    + " AND a.attnum > 0 AND (a.attnum = ANY (p.partattrs::pg_catalog.int2[]) OR EXISTS (SELECT FROM pg_catalog.pg_depend d"
                    + "  WHERE 0 = ANY (p.partattrs::pg_catalog.int2[]) AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
                    + "  AND d.objid = p.partrelid AND d.objsubid = a.attnum AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass"
                    + "  AND d.refobjid = p.partrelid AND d.refobjsubid = 0 AND d.deptype = 'i')) ORDER BY a.attnum)"
                    + " FROM pg_catalog.pg_partitioned_table p";

    private static final String PARENTS = "SELECT i.inhrelid, n.nspname, c.relname FROM pg_catalog.pg_inherits i"
            + " JOIN pg_catalog.pg_class c ON c.oid = i.inhparent JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " ORDER BY i.inhrelid, i.inhseqno";

    private static final String FOREIGN_KEYS = "SELECT k.conname, n.nspname, c.relname, rn.nspname, rc.relname,"
            + " ARRAY(SELECT a.attname FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY x(attnum, pos)"
            + "  JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.attnum ORDER BY x.pos),"
            + " ARRAY(SELECT a.attname FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY x(attnum, pos)"
            + "  JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.attnum ORDER BY x.pos), k.convalidated"
            + " FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_class rc ON rc.oid = k.confrelid"
            + " JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace"
            + " WHERE k.contype = 'f' AND " + USER_SCHEMA + " ORDER BY n.nspname, c.relname, k.conname";

    private final Connection connection;

    CatalogReader(Connection connection) {
        this.connection = connection;
    }

    Catalog read() throws SQLException {
        TypeReader types = new TypeReader(connection);
        Map<Long, List<Column>> columns = new HashMap<>();
        Sql.list(
                connection,
                COLUMNS,
                row -> columns.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                        .add(column(row, types)));
        Map<Long, List<UniqueKey>> keys = new HashMap<>();
        Sql.list(
                connection,
                UNIQUE_KEYS,
                row -> keys.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                        .add(uniqueKey(row)));
        Map<Long, List<TableName>> parents = new HashMap<>();
        Sql.list(
                connection,
                PARENTS,
                row -> parents.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                        .add(new TableName(row.getString(2), row.getString(3))));
        Map<Long, List<String>> partitionKeys = new HashMap<>();
        Sql.list(connection, PARTITION_KEYS, row -> partitionKeys.put(row.getLong(1), strings(row, 2)));
        List<Table> tables = Sql.list(connection, TABLES, row -> {
            long oid = row.getLong(1);
            return new Table(
                    new TableName(row.getString(2), row.getString(3)),
                    kind(row.getString(4), row.getBoolean(5)),
                    columns.getOrDefault(oid, List.of()),
                    keys.getOrDefault(oid, List.of()),
                    parents.getOrDefault(oid, List.of()),
                    Math.max(0, (long) row.getDouble(6)),
                    row.getLong(7),
                    partitionKeys.getOrDefault(oid, List.of()));
        });
        List<ForeignKey> foreignKeys = Sql.list(
                connection,
                FOREIGN_KEYS,
                row -> new ForeignKey(
                        row.getString(1),
                        new TableName(row.getString(2), row.getString(3)),
                        strings(row, 6),
                        new TableName(row.getString(4), row.getString(5)),
                        strings(row, 7),
                        row.getBoolean(8)));
        return new Catalog(tables, foreignKeys, searchPath(), largeObjects());
    }

    private long largeObjects() throws SQLException {
        return Sql.one(
                connection,
                "SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata",
                row -> row.getLong(1));
    }

    /** The search path that a plain session of this user would have, not the empty one of ours. */
    private List<String> searchPath() throws SQLException {
        String configured = Sql.one(
                connection,
                "SELECT reset_val FROM pg_catalog.pg_settings WHERE name = 'search_path'",
                row -> row.getString(1));
        String user = Sql.one(connection, "SELECT current_user", row -> row.getString(1));
        List<String> path = new ArrayList<>();
        for (String part : configured.split(",")) {
            String name = part.strip().replace("\"", "");
            if (!name.isEmpty()) {
                path.add(name.equals("$user") ? user : name);
            }
        }
        return path;
    }

    private static UniqueKey uniqueKey(ResultSet row) throws SQLException {
        boolean plain = row.getBoolean(4);
        UniqueKey.Computed computed =
                plain ? null : new UniqueKey.Computed(strings(row, 6), row.getString("predicate"), strings(row, 8));
        return new UniqueKey(row.getString(2), strings(row, 5), row.getBoolean(3), plain, computed);
    }

    private static Table.Kind kind(String relkind, boolean partition) {
        return switch (relkind) {
            case "p" -> Table.Kind.PARTITIONED;
            case "f" -> Table.Kind.FOREIGN;
            default -> partition ? Table.Kind.PARTITION : Table.Kind.ORDINARY;
        };
    }

    private static Column column(ResultSet row, TypeReader types) throws SQLException {
        String base = row.getString("typname");
        ColumnKind kind = columnKind(base, row.getString("typtype"), row.getString("typcategory"));
        int modifier = row.getInt("typmod");
        boolean sized = base.equals("numeric") && modifier >= 4;
        return new Column(
                row.getString("attname"),
                row.getString("type"),
                kind,
                length(kind, base, modifier),
                sized ? ((modifier - 4) >> 16) & 0xffff : 0,
                sized ? (((modifier - 4) & 0x7ff) ^ 1024) - 1024 : 0,
                !row.getBoolean("notnull"),
                row.getBoolean("generated"),
                row.getBoolean("filled"),
                types.parts(row.getLong("atttypid"), row.getInt("atttypmod"), row.getString("type")));
    }

    /** Characters that a value has at most; 0 for any number. */
    static int length(ColumnKind kind, String base, int modifier) {
        return kind == ColumnKind.TEXT && modifier >= 4 ? modifier - 4 : fixedLength(base);
    }

    private static int fixedLength(String base) {
        return switch (base) {
            case "name" -> 63;
            case "char" -> 1;
            default -> 0;
        };
    }

    static ColumnKind columnKind(String base, String typtype, String category) {
        switch (typtype) {
            case "e" -> {
                return ColumnKind.ENUM;
            }
            case "c" -> {
                return ColumnKind.COMPOSITE;
            }
            case "r", "m" -> {
                return ColumnKind.RANGE;
            }
            default -> {}
        }
        if (category.equals("A")) {
            return base.endsWith("vector") ? ColumnKind.OTHER : ColumnKind.ARRAY;
        }
        return switch (base) {
            case "text", "varchar", "bpchar", "citext", "name", "char" -> ColumnKind.TEXT;
            case "int2", "int4", "int8" -> ColumnKind.INTEGER;
            case "numeric" -> ColumnKind.DECIMAL;
            case "float4", "float8" -> ColumnKind.FLOAT;
            case "bool" -> ColumnKind.BOOLEAN;
            case "date" -> ColumnKind.DATE;
            case "time", "timetz" -> ColumnKind.TIME;
            case "timestamp", "timestamptz" -> ColumnKind.TIMESTAMP;
            case "uuid" -> ColumnKind.UUID;
            case "json", "jsonb" -> ColumnKind.JSON;
            case "xml" -> ColumnKind.XML;
            case "bytea" -> ColumnKind.BINARY;
            case "inet", "cidr" -> ColumnKind.NETWORK;
            case "hstore" -> ColumnKind.PAIRS;
            case "tsvector" -> ColumnKind.SEARCH;
            case "oid", "lo" -> ColumnKind.LARGE_OBJECT;
            default -> ColumnKind.OTHER;
        };
    }

    private static List<String> strings(ResultSet row, int index) throws SQLException {
        return List.of((String[]) row.getArray(index).getArray());
    }
}
