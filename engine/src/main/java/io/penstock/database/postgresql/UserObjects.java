package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

/** What users have made in a database, other than extensions. */
final class UserObjects {

    private static final String NONE =
            "SELECT NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
                    + CatalogReader.USER_SCHEMA
                    + " AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND NOT EXISTS (SELECT FROM pg_depend d"
                    + " WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))"
                    + " AND NOT EXISTS (SELECT FROM pg_proc c JOIN pg_namespace n ON n.oid = c.pronamespace WHERE "
                    + CatalogReader.USER_SCHEMA
                    + " AND NOT EXISTS (SELECT FROM pg_depend d"
                    + " WHERE d.classid = 'pg_proc'::regclass AND d.objid = c.oid AND d.deptype = 'e'))"
                    + " AND NOT EXISTS (SELECT FROM pg_largeobject_metadata)";

    private UserObjects() {}

    static boolean areNone(Connection connection) throws SQLException {
        return Sql.one(connection, NONE, row -> row.getBoolean(1));
    }
}
