package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.DatabaseProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a user lacks for reading a database whole, or for replacing it; each lack with the SQL that mends it. */
final class Rights {

    /** A copy, its indexes, and the replaced database beside it. */
    private static final int DISK_FACTOR = 3;

    private final PostgresDatabase database;
    private final Connection connection;

    Rights(PostgresDatabase database) {
        this.database = database;
        this.connection = database.connection();
    }

    List<Problem> toRead() throws SQLException {
        List<Problem> problems = new ArrayList<>();
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

    List<Problem> toReplaceBy(PostgresDatabase source) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        String where = database.sessions().where();
        String user = Sql.one(connection, "SELECT quote_ident(current_user)", row -> row.getString(1));
        if (database.facts().standby()) {
            problems.add(new Problem(
                    DatabaseProblem.TARGET_NOT_REPLACEABLE,
                    where + " is a read-only standby.",
                    "Name the primary server in the target's url."));
        }
        if (database.facts().majorVersion() < source.facts().majorVersion()) {
            problems.add(new Problem(
                    DatabaseProblem.VERSION_UNSUPPORTED,
                    where + " runs PostgreSQL " + database.facts().version() + ", older than the source's "
                            + source.facts().version() + ".",
                    "Upgrade the target's server to the source's major version or a newer one."));
        }
        for (PostgresDatabase either : List.of(source, database)) {
            if (either.facts().majorVersion() < 14) {
                problems.add(new Problem(
                        DatabaseProblem.VERSION_UNSUPPORTED,
                        either.sessions().where() + " runs PostgreSQL "
                                + either.facts().version() + ".",
                        "Penstock speaks PostgreSQL 14 and newer: upgrade the server."));
            }
        }
        unless(
                problems,
                "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user",
                "User " + user + " may not create databases on " + where + ".",
                "ALTER ROLE " + user + " CREATEDB;");
        unless(
                problems,
                "SELECT pg_has_role(current_user, datdba, 'MEMBER') FROM pg_database WHERE datname = current_database()",
                "User " + user + " is not a member of the role that owns " + where + ".",
                Sql.one(
                        connection,
                        "SELECT 'GRANT ' || quote_ident(pg_get_userbyid(datdba)) || ' TO ' || quote_ident(current_user) || ';'"
                                + " FROM pg_database WHERE datname = current_database()",
                        row -> row.getString(1)));
        unless(
                problems,
                "SELECT rolsuper OR pg_has_role(current_user, 'pg_signal_backend', 'MEMBER') FROM pg_roles"
                        + " WHERE rolname = current_user",
                "User " + user + " may not end the sessions of others on " + where + ", which the swap needs.",
                "GRANT pg_signal_backend TO " + user + ";");
        unless(
                problems,
                database.facts().majorVersion() < 15
                        ? "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
                        : "SELECT has_parameter_privilege('penstock.environment', 'SET') AND has_parameter_privilege('penstock.seal', 'SET')",
                "User " + user + " may not put the marker of an environment on databases of " + where + ".",
                database.facts().majorVersion() < 15
                        ? "ALTER ROLE " + user + " SUPERUSER;"
                        : "GRANT SET ON PARAMETER penstock.environment, penstock.seal TO " + user + ";");
        owners(problems, where, user);
        lingering(problems, where);
        tools(problems, source);
        extensions(problems, source, where);
        disk(problems, source, where);
        return problems;
    }

    /** Owners stay those of the target, and only a member of a role can give it an object. */
    private void owners(List<Problem> problems, String where, String user) throws SQLException {
        for (String owner : Sql.list(
                connection,
                "SELECT DISTINCT quote_ident(pg_get_userbyid(o.owner)) FROM (SELECT c.relowner AS owner FROM pg_class c"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE " + CatalogReader.USER_SCHEMA
                        + " UNION SELECT p.proowner FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE "
                        + CatalogReader.USER_SCHEMA + ") o JOIN pg_database d ON d.datname = current_database()"
                        + " WHERE o.owner <> d.datdba AND NOT pg_has_role(o.owner, 'MEMBER') ORDER BY 1",
                row -> row.getString(1))) {
            problems.add(new Problem(
                    DatabaseProblem.RIGHT_MISSING,
                    "User " + user + " is not a member of the role " + owner + ", which owns objects in " + where + ".",
                    "Run there: GRANT " + owner + " TO " + user + ";"));
        }
    }

    private void lingering(List<Problem> problems, String where) throws SQLException {
        List<String> slots = Sql.list(
                connection,
                "SELECT 'replication slot ' || slot_name FROM pg_replication_slots WHERE database = current_database()"
                        + " UNION ALL SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts"
                        + " WHERE database = current_database() ORDER BY 1",
                row -> row.getString(1));
        if (!slots.isEmpty()) {
            problems.add(new Problem(
                    DatabaseProblem.TARGET_NOT_REPLACEABLE,
                    where + " cannot be renamed while it has " + String.join(", ", slots) + ".",
                    "Drop the replication slots and end the prepared transactions, then run the command again."));
        }
    }

    private void extensions(List<Problem> problems, PostgresDatabase source, String where) throws SQLException {
        List<String> needed =
                Sql.list(source.connection(), "SELECT extname FROM pg_extension ORDER BY 1", row -> row.getString(1));
        List<String> available =
                Sql.list(connection, "SELECT name FROM pg_available_extensions", row -> row.getString(1));
        List<String> lacking =
                needed.stream().filter(name -> !available.contains(name)).toList();
        if (!lacking.isEmpty()) {
            problems.add(new Problem(
                    DatabaseProblem.EXTENSION_MISSING,
                    "The server of " + where + " lacks the extension" + (lacking.size() > 1 ? "s " : " ")
                            + String.join(", ", lacking) + ", which the source uses.",
                    "Install the packages of these extensions on the target's server."));
        }
    }

    private void tools(List<Problem> problems, PostgresDatabase source) {
        try {
            Tools.find(Math.max(source.facts().majorVersion(), database.facts().majorVersion()));
        } catch (PenstockException e) {
            problems.addAll(e.problems());
        }
    }

    /** SQL tells no free space; it is seen only where the server runs on this machine and shows its data directory. */
    private void disk(List<Problem> problems, PostgresDatabase source, String where) throws SQLException {
        if (!database.sessions().onThisMachine()) {
            return;
        }
        List<String> directory = Sql.list(
                connection,
                "SELECT setting FROM pg_settings WHERE name = 'data_directory' AND setting <> ''",
                row -> row.getString(1));
        if (directory.isEmpty() || !Files.isDirectory(Path.of(directory.get(0)))) {
            return;
        }
        long size = Sql.one(source.connection(), "SELECT pg_database_size(current_database())", row -> row.getLong(1));
        try {
            long free = Files.getFileStore(Path.of(directory.get(0))).getUsableSpace();
            if (free < DISK_FACTOR * size) {
                problems.add(new Problem(
                        DatabaseProblem.DISK_TOO_SMALL,
                        "The disk of " + where + " has " + free / 1_000_000 + " MB free; a source of "
                                + size / 1_000_000 + " MB needs " + DISK_FACTOR * size / 1_000_000 + " MB.",
                        "Free disk space there, or remove replaced databases with a smaller undo."));
            }
        } catch (IOException cannotTell) {
            // The directory is another user's: as on any remote server, a full disk is then found while copying.
        }
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

    private void unless(List<Problem> problems, String query, String what, String sql) throws SQLException {
        if (!Sql.one(connection, query, row -> row.getBoolean(1))) {
            problems.add(new Problem(DatabaseProblem.RIGHT_MISSING, what, "Run there: " + sql));
        }
    }
}
