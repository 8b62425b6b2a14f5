package io.penstock.database.postgresql;

import io.penstock.database.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The check constraints of tables, and the columns of a domain type, which checks by itself. Only those that all rows are known to satisfy and that look at nothing but the
 * row: one that calls a function which may read other tables says something else about a pseudonym here than in the copy.
 */
final class CheckConstraints {

    /**
     * A constraint.
     *
     * @param expression null for a domain, which checks whatever is cast to it
     * @param inherited whether it was declared for a parent
     */
    record Check(String name, @Nullable String expression, List<String> columns, boolean inherited) {}

    private static final String LOOKS_ELSEWHERE = " EXISTS (SELECT FROM pg_catalog.pg_depend d"
            + " LEFT JOIN pg_catalog.pg_operator o ON d.refclassid = 'pg_catalog.pg_operator'::regclass AND o.oid = d.refobjid"
            + " JOIN pg_catalog.pg_proc p ON p.oid = CASE WHEN d.refclassid = 'pg_catalog.pg_proc'::regclass THEN d.refobjid ELSE o.oprcode END"
            + " WHERE d.classid = 'pg_catalog.pg_constraint'::regclass AND d.objid = k.oid AND p.provolatile <> 'i')";

    private static final String OF_TABLES =
            "SELECT n.nspname, c.relname, k.conname, pg_catalog.pg_get_expr(k.conbin, k.conrelid),"
                    + " ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)),"
                    + " k.coninhcount > 0 FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE k.contype = 'c' AND k.convalidated AND NOT"
                    + LOOKS_ELSEWHERE;

    private static final String OF_DOMAINS =
            "SELECT n.nspname, c.relname, '', NULL, ARRAY[a.attname::text], a.attinhcount > 0"
                    + " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE t.typtype = 'd' AND a.attnum > 0 AND c.relkind IN ('r', 'p')"
                    + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND (NOT k.convalidated OR"
                    + LOOKS_ELSEWHERE + "))";

    private CheckConstraints() {}

    /** By table; those of domains first. */
    static Map<TableName, List<Check>> read(Connection reader) throws SQLException {
        Map<TableName, List<Check>> checks = new HashMap<>();
        for (String query : List.of(OF_DOMAINS, OF_TABLES)) {
            Sql.read(
                    reader,
                    query + " ORDER BY 1, 2, 3, 5",
                    row -> checks.computeIfAbsent(
                                    new TableName(row.getString(1), row.getString(2)), table -> new ArrayList<>())
                            .add(check(row)));
        }
        return checks;
    }

    private static Check check(ResultSet row) throws SQLException {
        return new Check(
                row.getString(3),
                row.getString(4),
                List.of((String[]) row.getArray(5).getArray()),
                row.getBoolean(6));
    }
}
