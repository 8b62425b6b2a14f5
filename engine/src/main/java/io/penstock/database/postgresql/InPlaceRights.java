package io.penstock.database.postgresql;

import io.penstock.Problem;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What keeps rows from being replaced where they stand: what the database is, and what its user may not do, with the SQL that mends it. */
final class InPlaceRights {

    private final PostgresDatabase database;
    private final Connection connection;
    private final int version;
    private final String where;
    private final String user;
    private final List<Problem> problems = new ArrayList<>();

    InPlaceRights(PostgresDatabase database) throws SQLException {
        this.database = database;
        this.connection = database.connection();
        this.version = database.facts().majorVersion();
        this.where = database.sessions().where();
        this.user = Sql.one(connection, "SELECT quote_ident(current_user)", row -> row.getString(1));
    }

    List<Problem> lacking(Collection<Table> tables) throws SQLException {
        if (database.facts().standby()) {
            problems.add(new Problem(
                    DatabaseProblem.TARGET_NOT_REPLACEABLE,
                    where + " is a read-only standby.",
                    "Promote it, if it is to become a database of its own, or name another in penstock.yaml."));
            return problems;
        }
        if (version < 14) {
            problems.add(new Problem(
                    DatabaseProblem.VERSION_UNSUPPORTED,
                    where + " runs PostgreSQL " + database.facts().version() + ".",
                    "Penstock speaks PostgreSQL 14 and newer: upgrade the server."));
            return problems;
        }
        if (!Sql.one(
                connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user", row -> row.getBoolean(1))) {
            rights(tables);
        }
        return problems;
    }

    private void rights(Collection<Table> tables) throws SQLException {
        String owners =
                "SELECT DISTINCT quote_ident(pg_get_userbyid(o.owner)) FROM (SELECT relowner AS owner FROM pg_class WHERE oid = ANY (?::regclass[])"
                        + " UNION SELECT k.relowner FROM pg_constraint f JOIN pg_class k ON k.oid IN (f.conrelid, f.confrelid)"
                        + " WHERE f.contype = 'f' AND (f.conrelid = ANY (?::regclass[]) OR f.confrelid = ANY (?::regclass[]))"
                        + " UNION SELECT datdba FROM pg_database WHERE datname = current_database()) o WHERE NOT "
                        + Roles.isOurs("o.owner", version) + " ORDER BY 1";
        var names = connection.createArrayOf(
                "text", tables.stream().map(table -> Sql.quote(table.name())).toArray());
        for (String owner : Sql.list(connection, owners, row -> row.getString(1), names, names, names)) {
            lacks(
                    "User " + user + " is not a member of the role " + owner + ", which owns " + where
                            + " or tables that change, with its rights.",
                    "GRANT " + owner + " TO " + user + ";");
        }
        unless(
                "SELECT has_database_privilege(current_database(), 'CREATE') AND has_database_privilege(current_database(), 'TEMPORARY')",
                "User " + user + " may not make a schema and temporary tables in " + where + ".",
                "GRANT CREATE, TEMPORARY ON DATABASE "
                        + Sql.quote(database.facts().database()) + " TO " + user + ";");
        unless(
                version < 15
                        ? "SELECT false"
                        : "SELECT has_parameter_privilege('penstock.environment', 'SET') AND has_parameter_privilege('penstock.seal', 'SET')",
                "User " + user + " may not put the marker of an environment on databases of " + where + ".",
                version < 15
                        ? "ALTER ROLE " + user + " SUPERUSER;"
                        : "GRANT SET ON PARAMETER penstock.environment, penstock.seal TO " + user + ";");
    }

    private void unless(String question, String what, String grant) throws SQLException {
        if (!Sql.one(connection, question, row -> row.getBoolean(1))) {
            lacks(what, grant);
        }
    }

    private void lacks(String what, String grant) {
        problems.add(new Problem(DatabaseProblem.RIGHT_MISSING, what, "Run there: " + grant));
    }
}
