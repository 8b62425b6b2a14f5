package io.penstock.database.postgresql;

import io.penstock.database.StructurePart;
import io.penstock.database.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** Reads columns, defaults, constraints and indexes in the server's own words. */
final class StructureReader {

    private static final String TABLES = "WITH tables AS (SELECT c.oid, n.nspname, c.relname"
            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND " + CatalogReader.USER_SCHEMA
            + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
            + " AND d.objid = c.oid AND d.deptype = 'e'))";

    private static final String COLUMNS =
            " SELECT t.nspname, t.relname, a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod)"
                    + " || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END, ''"
                    + " FROM tables t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped";

    private static final String VALUES =
            " SELECT t.nspname, t.relname, CASE WHEN a.attgenerated <> '' THEN 'expression of ' WHEN a.attidentity <> ''"
                    + " THEN 'identity of ' ELSE 'default of ' END || a.attname,"
                    + " a.attidentity::pg_catalog.text || COALESCE(pg_catalog.pg_get_expr(d.adbin, d.adrelid), '')"
                    + " FROM tables t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped"
                    + " LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
                    + " WHERE d.oid IS NOT NULL OR a.attidentity <> ''";

    /** Primary, unique and foreign keys hold no expression; checks and exclusions may. */
    private static final String CONSTRAINTS =
            " SELECT t.nspname, t.relname, CASE WHEN k.contype IN ('p', 'u', 'f') THEN pg_catalog.pg_get_constraintdef(k.oid)"
                    + " ELSE 'constraint ' || k.conname END,"
                    + " CASE WHEN k.contype IN ('p', 'u', 'f') THEN '' ELSE pg_catalog.pg_get_constraintdef(k.oid) END"
                    + " FROM tables t JOIN pg_catalog.pg_constraint k ON k.conrelid = t.oid AND k.contype IN ('p', 'u', 'f', 'c', 'x')";

    private static final String INDEXES =
            " SELECT t.nspname, t.relname, CASE WHEN i.indisunique THEN 'unique index ' ELSE 'index ' END ||"
                    + " CASE WHEN plain THEN definition ELSE c.relname END, CASE WHEN plain THEN '' ELSE definition END"
                    + " FROM tables t JOIN pg_catalog.pg_index i ON i.indrelid = t.oid JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
                    + " CROSS JOIN LATERAL (SELECT i.indexprs IS NULL AND i.indpred IS NULL AS plain,"
                    + " pg_catalog.regexp_replace(pg_catalog.pg_get_indexdef(i.indexrelid), '^.*? USING ', '') AS definition) x"
                    + " WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = t.oid)";

    private final Connection connection;

    StructureReader(Connection connection) {
        this.connection = connection;
    }

    Set<StructurePart> read() throws SQLException {
        return new TreeSet<>(Sql.list(
                connection,
                TABLES + COLUMNS + " UNION ALL" + VALUES + " UNION ALL" + CONSTRAINTS + " UNION ALL" + INDEXES,
                row -> new StructurePart(
                        new TableName(row.getString(1), row.getString(2)), row.getString(3), row.getString(4))));
    }
}
