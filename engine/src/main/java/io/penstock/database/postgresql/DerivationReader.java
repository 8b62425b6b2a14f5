package io.penstock.database.postgresql;

import io.penstock.database.Derivation;
import io.penstock.database.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads generated columns, defaults, triggers and rules. */
final class DerivationReader {

    private static final String FROM =
            " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace";

    private static final String COLUMNS =
            "SELECT CASE WHEN a.attgenerated <> '' THEN 'GENERATED' ELSE 'DEFAULT' END, n.nspname, c.relname,"
                    + " a.attname, CASE WHEN a.attgenerated <> '' THEN 'generated column ' ELSE 'default of ' END || n.nspname || '.' || c.relname"
                    + " || '.' || a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid)" + FROM
                    + " JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid"
                    + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum AND NOT a.attisdropped"
                    + " WHERE c.relkind IN ('r', 'p') AND " + CatalogReader.USER_SCHEMA;

    /** One function of the server itself is told in words: it takes the column that it fills, a configuration, and the columns that it reads. */
    private static final String TRIGGERS =
            "SELECT 'TRIGGER', n.nspname, c.relname, NULL, 'trigger ' || n.nspname || '.' || c.relname || '.'"
                    + " || t.tgname, CASE WHEN l.lanname IN ('plpgsql', 'sql') THEN p.prosrc"
                    + " WHEN p.proname = 'suppress_redundant_updates_trigger' THEN ''"
                    + " WHEN p.proname LIKE 'tsvector_update_trigger%' THEN (SELECT 'NEW.' || args[1] || ' := concat(NEW.'"
                    + " || pg_catalog.array_to_string(args[3:], ', NEW.') || ');' FROM (SELECT pg_catalog.string_to_array("
                    + "pg_catalog.encode(pg_catalog.substring(t.tgargs, 1, pg_catalog.length(t.tgargs) - 1), 'escape'), '\\000') AS args) x) END"
                    + FROM
                    + " JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid"
                    + " JOIN pg_catalog.pg_language l ON l.oid = p.prolang"
                    + " WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled <> 'D' AND "
                    + CatalogReader.USER_SCHEMA;

    private static final String RULES =
            "SELECT 'RULE', n.nspname, c.relname, NULL, 'rule ' || n.nspname || '.' || c.relname || '.'"
                    + " || r.rulename, pg_catalog.pg_get_ruledef(r.oid)" + FROM
                    + " JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid"
                    + " WHERE r.ev_type <> '1' AND c.relkind IN ('r', 'p') AND " + CatalogReader.USER_SCHEMA;

    private final Connection connection;

    DerivationReader(Connection connection) {
        this.connection = connection;
    }

    List<Derivation> read() throws SQLException {
        return Sql.list(
                connection,
                COLUMNS + " UNION ALL " + TRIGGERS + " UNION ALL " + RULES + " ORDER BY 2, 3, 5",
                row -> new Derivation(
                        Derivation.Kind.valueOf(row.getString(1)),
                        new TableName(row.getString(2), row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)));
    }
}
