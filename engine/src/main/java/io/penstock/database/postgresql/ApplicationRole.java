package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The role that an application works as: the one that owns all tables of its database, or the database itself while it has none. What is made as it, it may use; what is made as
 * another it may not. Where tables have several owners, nobody can say.
 */
final class ApplicationRole {

    /** Becoming a role is a right of its own from version 16 on. */
    private static final String OWNER = "WITH owners AS (SELECT DISTINCT c.relowner AS role FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\\_%'"
            + " AND n.nspname <> 'information_schema'), one AS (SELECT role FROM owners WHERE (SELECT count(*) FROM owners) = 1"
            + " UNION ALL SELECT datdba FROM pg_database WHERE datname = current_database() AND NOT EXISTS (SELECT FROM owners))"
            + " SELECT quote_ident(r.rolname), r.oid FROM one JOIN pg_roles r ON r.oid = one.role"
            + " WHERE r.rolname <> session_user AND pg_has_role(session_user, r.oid, :right)";

    private static final String SEARCH_PATH =
            "SELECT substr(setting, strpos(setting, '=') + 1) FROM pg_db_role_setting, unnest(setconfig) setting"
                    + " WHERE setrole = ? AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))"
                    + " AND setting LIKE 'search\\_path=%' ORDER BY setdatabase DESC LIMIT 1";

    private ApplicationRole() {}

    /** What makes a session act as it, with its search path; empty when the session does so by itself. */
    static String setting(Connection session) throws SQLException {
        String right = session.getMetaData().getDatabaseMajorVersion() >= 16 ? "'SET'" : "'MEMBER'";
        List<String> settings = Sql.list(session, OWNER.replace(":right", right), row -> {
            List<String> paths = Sql.list(session, SEARCH_PATH, path -> path.getString(1), row.getLong(2));
            return "; SET ROLE " + row.getString(1) + (paths.isEmpty() ? "" : "; SET search_path = " + paths.get(0));
        });
        return settings.isEmpty() ? "" : settings.get(0);
    }
}
