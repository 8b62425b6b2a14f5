package io.penstock.database.postgresql;

import io.penstock.database.CatalogText;
import io.penstock.database.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads what the catalogs hold beside the structure. What belongs to an extension is left out. */
final class CatalogTexts {

    /** The first OID of an object of a user. */
    private static final String USERS = ">= 16384";

    private static final String OWN = " AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.deptype = 'e' AND e.objid = ";

    private static final String LONGEST = ", 20000)";

    private static final String SQL = String.join(
            " UNION ALL ",
            "SELECT 'COMMENT', pg_describe_object(d.classoid, d.objoid, d.objsubid), n.nspname, c.relname, a.attname, \"left\"(d.description"
                    + LONGEST
                    + " FROM pg_description d LEFT JOIN pg_class c ON d.classoid = 'pg_class'::regclass AND c.oid = d.objoid"
                    + " LEFT JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND d.objsubid > 0 AND a.attnum = d.objsubid WHERE d.objoid "
                    + USERS + OWN + "d.objoid)",
            "SELECT 'DEFAULT', 'default of ' || n.nspname || '.' || c.relname || '.' || a.attname, n.nspname, c.relname, a.attname,"
                    + " pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d"
                    + " JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
                    + " JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
                    + CatalogReader.USER_SCHEMA,
            "SELECT 'VIEW', 'view ' || n.nspname || '.' || c.relname, NULL, NULL, NULL, \"left\"(pg_get_viewdef(c.oid)"
                    + LONGEST + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE c.relkind IN ('v', 'm') AND " + CatalogReader.USER_SCHEMA + OWN + "c.oid)",
            "SELECT 'LABELS', 'enum ' || n.nspname || '.' || t.typname, NULL, NULL, NULL, string_agg(e.enumlabel, E'\\n' ORDER BY e.enumsortorder)"
                    + " FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace WHERE "
                    + CatalogReader.USER_SCHEMA + " GROUP BY n.nspname, t.typname",
            "SELECT 'CHECK', 'check ' || k.conname || ' of ' || COALESCE(n.nspname || '.' || c.relname, format_type(k.contypid, NULL)),"
                    + " n.nspname, c.relname, NULL, pg_get_constraintdef(k.oid) FROM pg_constraint k"
                    + " LEFT JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE k.contype = 'c' AND k.oid " + USERS,
            "SELECT 'FUNCTION', 'function ' || n.nspname || '.' || p.proname, NULL, NULL, NULL, \"left\"(p.prosrc"
                    + LONGEST
                    + " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang"
                    + " WHERE l.lanname NOT IN ('c', 'internal') AND " + CatalogReader.USER_SCHEMA + OWN + "p.oid)",
            "SELECT 'CONDITION', 'index ' || n.nspname || '.' || c.relname, n.nspname, r.relname, NULL, pg_get_indexdef(i.indexrelid)"
                    + " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class r ON r.oid = i.indrelid"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE (i.indpred IS NOT NULL OR i.indexprs IS NOT NULL) AND "
                    + CatalogReader.USER_SCHEMA,
            "SELECT 'CONDITION', 'policy ' || p.polname || ' of ' || n.nspname || '.' || c.relname, n.nspname, c.relname, NULL,"
                    + " concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) FROM pg_policy p"
                    + " JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace",
            "SELECT 'CONDITION', 'trigger ' || t.tgname || ' of ' || n.nspname || '.' || c.relname, n.nspname, c.relname, NULL,"
                    + " pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal",
            "SELECT 'STATISTICS', 'statistics of ' || n.schemaname || '.' || n.tablename || '.' || n.attname, n.schemaname, n.tablename,"
                    + " n.attname, \"left\"(concat_ws(E'\\n', n.most_common_vals::text, n.histogram_bounds::text)"
                    + LONGEST
                    + " FROM pg_stats n WHERE n.schemaname !~ '^pg_' AND n.schemaname <> 'information_schema'");

    private CatalogTexts() {}

    static List<CatalogText> read(Connection reader) throws SQLException {
        return Sql.read(reader, SQL + " ORDER BY 1, 2", row -> {
            String schema = row.getString(3);
            String table = row.getString(4);
            String text = row.getString(6);
            return new CatalogText(
                    CatalogText.Kind.valueOf(row.getString(1)),
                    row.getString(2),
                    schema == null || table == null ? null : new TableName(schema, table),
                    row.getString(5),
                    text == null ? "" : text);
        });
    }
}
