package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Removes what is in the current schema, and leaves the schema with its owner and grants. */
final class SchemaCleaning {

    /** So few at once that their locks fit into what the server provides. */
    private static final int AT_ONCE = 500;

    private static final String OWN = " NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = %s AND d.objid = o.oid"
            + " AND d.refobjid <> d.objid AND d.deptype IN ('e', 'i', 'a'))";

    /** Each object as what follows DROP; parts of others are left out, and so is what belongs to an extension. */
    private static final String OBJECTS = "SELECT kind || ' IF EXISTS ' || name || ' CASCADE' FROM ("
            + " SELECT 1 AS place, CASE o.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'"
            + "   WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,"
            + "   format('%I.%I', n.nspname, o.relname) AS name FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace"
            + "   WHERE n.nspname = current_schema() AND o.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND"
            + OWN.formatted("'pg_class'::regclass")
            + " UNION ALL SELECT 2, CASE o.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END,"
            + "   format('%I.%I(%s)', n.nspname, o.proname, pg_get_function_identity_arguments(o.oid))"
            + "   FROM pg_proc o JOIN pg_namespace n ON n.oid = o.pronamespace WHERE n.nspname = current_schema() AND"
            + OWN.formatted("'pg_proc'::regclass")
            + " UNION ALL SELECT 3, CASE o.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, format('%I.%I', n.nspname, o.typname)"
            + "   FROM pg_type o JOIN pg_namespace n ON n.oid = o.typnamespace WHERE n.nspname = current_schema()"
            + "   AND (o.typtype IN ('d', 'e', 'r') OR EXISTS (SELECT FROM pg_class c WHERE c.oid = o.typrelid AND c.relkind = 'c')) AND"
            + OWN.formatted("'pg_type'::regclass")
            + ") objects ORDER BY place, name";

    private SchemaCleaning() {}

    static int clean(Connection connection) throws SQLException {
        List<String> objects = Sql.list(connection, OBJECTS, row -> row.getString(1));
        int removed = 0;
        for (String object : objects) {
            Sql.run(connection, "DROP " + object);
            if (++removed % AT_ONCE == 0) {
                connection.commit();
            }
        }
        connection.commit();
        return removed;
    }
}
