package io.penstock.database.postgresql;

import io.penstock.Problem;
import io.penstock.database.DatabaseProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a user lacks for reading a database whole; each lack with the SQL that mends it. */
final class Rights {

    /** So many large objects are granted one by one. */
    private static final int NAMED = 20;

    private final PostgresDatabase database;
    private final Connection connection;

    Rights(PostgresDatabase database) {
        this.database = database;
        this.connection = database.connection();
    }

    List<Problem> toRead() throws SQLException {
        List<Problem> problems = new ArrayList<>(database.sessions().obstaclesToTools());
        String user = Sql.one(connection, "SELECT quote_ident(current_user)", row -> row.getString(1));
        missing(
                problems,
                "USAGE on schema %s",
                "GRANT USAGE ON SCHEMA %s TO " + user + ";",
                "SELECT quote_ident(n.nspname) FROM pg_namespace n WHERE " + CatalogReader.USER_SCHEMA
                        + " AND NOT has_schema_privilege(n.oid, 'USAGE') ORDER BY 1");
        missing(
                problems,
                "SELECT on %s",
                "GRANT SELECT ON %s TO " + user + ";",
                "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
                        + CatalogReader.USER_SCHEMA + " AND c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 't'"
                        + " AND NOT has_table_privilege(c.oid, 'SELECT') ORDER BY 1");
        List<String> hidden = Sql.list(
                connection,
                "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relrowsecurity AND row_security_active(c.oid) ORDER BY 1",
                row -> row.getString(1));
        if (!hidden.isEmpty()) {
            problems.add(new Problem(
                    DatabaseProblem.ROW_SECURITY_HIDES,
                    "Row-level security hides rows of " + String.join(", ", hidden) + " from user " + user + ".",
                    "Run in " + database.sessions().where() + ": ALTER ROLE " + user + " BYPASSRLS;"));
        }
        return problems;
    }

    /** Large objects have rights of their own, which no role for reading everything includes. */
    List<Problem> toReadLargeObjects() throws SQLException {
        List<String> unreadable = Sql.list(
                connection,
                "SELECT x.oid FROM pg_largeobject_metadata x, pg_roles self WHERE self.rolname = current_user"
                        + " AND NOT self.rolsuper AND NOT current_setting('lo_compat_privileges')::boolean"
                        + " AND NOT pg_has_role(x.lomowner, 'USAGE') AND NOT EXISTS (SELECT FROM aclexplode(x.lomacl) a"
                        + " WHERE a.privilege_type = 'SELECT' AND CASE WHEN a.grantee = 0 THEN true ELSE pg_has_role(a.grantee, 'USAGE') END)"
                        + " ORDER BY x.oid LIMIT " + (NAMED + 1),
                row -> row.getString(1));
        if (unreadable.isEmpty()) {
            return List.of();
        }
        String user = Sql.one(connection, "SELECT quote_ident(current_user)", row -> row.getString(1));
        String grant = unreadable.size() <= NAMED
                ? "GRANT SELECT ON LARGE OBJECT " + String.join(", ", unreadable) + " TO " + user + ";"
                : "DO $$ DECLARE o oid; BEGIN FOR o IN SELECT oid FROM pg_largeobject_metadata LOOP"
                        + " EXECUTE format('GRANT SELECT ON LARGE OBJECT %s TO " + user.replace("'", "''")
                        + "', o); END LOOP; END $$;";
        return List.of(new Problem(
                DatabaseProblem.RIGHT_MISSING,
                "The user may not read "
                        + (unreadable.size() <= NAMED
                                ? "large object " + String.join(", ", unreadable)
                                : "more than " + NAMED + " large objects")
                        + " in " + database.sessions().where() + ".",
                "Run there: " + grant));
    }

    private void missing(List<Problem> problems, String right, String grant, String query) throws SQLException {
        for (String object : Sql.list(connection, query, row -> row.getString(1))) {
            problems.add(new Problem(
                    DatabaseProblem.RIGHT_MISSING,
                    "The user lacks " + right.formatted(object) + " in "
                            + database.sessions().where() + ".",
                    "Run there: " + grant.formatted(object)));
        }
    }
}
