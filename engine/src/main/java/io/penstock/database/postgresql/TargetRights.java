package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.DatabaseProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What keeps a database from being replaced: what it is, what its server lacks, and what its user may not do, with the SQL that mends it. */
final class TargetRights {

    private static final String SELF = " FROM pg_roles WHERE rolname = current_user";
    private static final String DATABASE = " FROM pg_database WHERE datname = current_database()";

    private final PostgresDatabase database;
    private final PostgresDatabase source;
    private final Connection connection;
    private final int version;
    private final String where;
    private final String user;
    private final boolean superuser;
    private final List<Problem> problems = new ArrayList<>();

    TargetRights(PostgresDatabase database, PostgresDatabase source) throws SQLException {
        this.database = database;
        this.source = source;
        this.connection = database.connection();
        this.version = database.facts().majorVersion();
        this.where = database.sessions().where();
        this.user = Sql.one(connection, "SELECT quote_ident(current_user)", row -> row.getString(1));
        this.superuser = Sql.one(connection, "SELECT rolsuper" + SELF, row -> row.getBoolean(1));
    }

    List<Problem> lacking() throws SQLException {
        kind();
        versions();
        if (!superuser) {
            rights();
            owners();
            settings();
            superuserNeeds();
        }
        lingering();
        tools();
        extensions();
        TargetDisk.lacking(database, source).ifPresent(problems::add);
        return problems;
    }

    /** What is no database of an application, or cannot be renamed. */
    private void kind() throws SQLException {
        if (database.facts().standby()) {
            replaceable(where + " is a read-only standby.", "Name the primary server in the target's url.");
        }
        if (database.facts().database().equals(Sessions.MAINTENANCE_DATABASE)) {
            replaceable(
                    where + " is the database in which the locks of targets are held.",
                    "Name a database of the application in the target's url.");
        }
        if (Sql.one(connection, "SELECT datistemplate" + DATABASE, row -> row.getBoolean(1))) {
            replaceable(
                    where + " is a template, from which other databases are made.",
                    "Name a database of the application in the target's url.");
        }
    }

    private void versions() {
        if (version < source.facts().majorVersion()) {
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
    }

    private void rights() throws SQLException {
        unless(
                "SELECT rolcreatedb" + SELF,
                "User " + user + " may not create databases on " + where + ".",
                "ALTER ROLE " + user + " CREATEDB;");
        for (String owner : Sql.list(
                connection,
                "SELECT quote_ident(pg_get_userbyid(datdba))" + DATABASE + " AND NOT "
                        + Roles.isOurs("datdba", version),
                row -> row.getString(1))) {
            missing(
                    "User " + user + " is not a member of the role that owns " + where + ", with its rights.",
                    membership(owner));
        }
        unless(
                "SELECT pg_has_role('pg_signal_backend', 'USAGE')",
                "User " + user + " may not end the sessions of others on " + where + ", which the swap needs.",
                membership("pg_signal_backend"));
        unless(
                version < 15
                        ? "SELECT false"
                        : "SELECT has_parameter_privilege('penstock.environment', 'SET') AND has_parameter_privilege('penstock.seal', 'SET')",
                "User " + user + " may not put the marker of an environment on databases of " + where + ".",
                version < 15
                        ? "ALTER ROLE " + user + " SUPERUSER;"
                        : "GRANT SET ON PARAMETER penstock.environment, penstock.seal TO " + user + ";");
        unless(
                "SELECT has_database_privilege('" + Sessions.MAINTENANCE_DATABASE + "', 'CONNECT')",
                "User " + user + " may not connect to the database " + Sessions.MAINTENANCE_DATABASE
                        + " of the server of " + where + ", where the lock is held.",
                "GRANT CONNECT ON DATABASE " + Sessions.MAINTENANCE_DATABASE + " TO " + user + ";");
        for (String tablespace : Sql.list(
                connection,
                "SELECT quote_ident(t.spcname) FROM pg_tablespace t JOIN pg_database d ON d.dattablespace = t.oid"
                        + " WHERE d.datname = current_database() AND t.spcname <> 'pg_default'"
                        + " AND NOT has_tablespace_privilege(t.oid, 'CREATE')",
                row -> row.getString(1))) {
            missing(
                    "User " + user + " may not make a database in the tablespace of " + where + ".",
                    "GRANT CREATE ON TABLESPACE " + tablespace + " TO " + user + ";");
        }
    }

    /** Owners stay those of the target, and only a member of a role can give it an object. */
    private void owners() throws SQLException {
        for (String owner : Sql.list(
                connection,
                "SELECT DISTINCT quote_ident(pg_get_userbyid(o.owner)) FROM (" + Holdings.owners()
                        + ") o JOIN pg_database d ON d.datname = current_database() WHERE o.owner <> d.datdba"
                        // Its only member is the owner of the database.
                        + " AND o.owner <> 'pg_database_owner'::regrole AND NOT "
                        + Roles.isOurs("o.owner", version) + " ORDER BY 1",
                row -> row.getString(1))) {
            missing(
                    "User " + user + " is not a member of the role " + owner + ", which owns objects in " + where
                            + ", with its rights.",
                    membership(owner));
        }
    }

    /** The database's settings go to the copy; a role's settings there can be made only by who may create roles. */
    private void settings() throws SQLException {
        for (String parameter : Sql.list(
                connection,
                "SELECT DISTINCT split_part(s, '=', 1) FROM pg_db_role_setting r JOIN pg_database d ON d.oid = r.setdatabase,"
                        + " unnest(r.setconfig) s LEFT JOIN pg_settings p ON p.name = split_part(s, '=', 1)"
                        + " WHERE d.datname = current_database() AND s NOT LIKE 'penstock.%'"
                        + " AND COALESCE(p.context, 'superuser') IN ('superuser', 'superuser-backend')"
                        + (version < 15 ? "" : " AND NOT has_parameter_privilege(split_part(s, '=', 1), 'SET')")
                        + " ORDER BY 1",
                row -> row.getString(1))) {
            missing(
                    "User " + user + " may not set " + parameter + ", which is set for " + where + ".",
                    version < 15
                            ? "ALTER ROLE " + user + " SUPERUSER;"
                            : "GRANT SET ON PARAMETER " + parameter + " TO " + user + ";");
        }
        String mayAlter = version < 16
                ? "self.rolcreaterole AND NOT r.rolsuper"
                : "self.rolcreaterole AND NOT r.rolsuper AND pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION')";
        for (String role : Sql.list(
                connection,
                "SELECT CASE WHEN r.rolsuper THEN 'ALTER ROLE ' || quote_ident(self.rolname) || ' SUPERUSER;'"
                        + " ELSE 'ALTER ROLE ' || quote_ident(self.rolname) || ' CREATEROLE;'"
                        + (version < 16
                                ? ""
                                : " || ' GRANT ' || quote_ident(r.rolname) || ' TO ' || quote_ident(self.rolname) || ' WITH ADMIN OPTION;'")
                        + " END || r.rolname FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase"
                        + " JOIN pg_roles r ON r.oid = s.setrole JOIN pg_roles self ON self.rolname = current_user"
                        + " WHERE d.datname = current_database() AND r.oid <> self.oid AND NOT (" + mayAlter
                        + ") ORDER BY r.rolname",
                row -> row.getString(1))) {
            int sql = role.lastIndexOf(';') + 1;
            missing(
                    "User " + user + " may not make settings of role " + role.substring(sql) + ", which has some in "
                            + where + ".",
                    role.substring(0, sql));
        }
    }

    private void superuserNeeds() throws SQLException {
        List<String> objects = SuperuserNeeds.of(source.connection(), connection);
        if (!objects.isEmpty()) {
            missing(
                    "The source has what only a superuser can make in " + where + ": " + String.join(", ", objects)
                            + ".",
                    "ALTER ROLE " + user + " SUPERUSER;");
        }
    }

    /** What does not keep the database from being replaced, but may be in the way, or come out otherwise than in the source. */
    List<String> warnings() throws SQLException {
        List<String> warnings = new ArrayList<>();
        for (TargetSessions.Session session :
                TargetSessions.lasting(connection, database.facts().database())) {
            warnings.add("the session " + session + " in " + where + " cannot be ended by user " + user
                    + ": the swap will fail while it lasts");
        }
        Map<String, String> offered = new HashMap<>();
        Sql.list(
                connection,
                "SELECT name, default_version FROM pg_available_extensions",
                row -> offered.put(row.getString(1), row.getString(2)));
        Sql.list(source.connection(), "SELECT extname, extversion FROM pg_extension ORDER BY 1", row -> {
            String version = offered.get(row.getString(1));
            return version != null
                    && !version.equals(row.getString(2))
                    && warnings.add("extension " + row.getString(1) + " is of version " + row.getString(2)
                            + " in the source, and will be of version " + version + " in " + where);
        });
        return warnings;
    }

    private void lingering() throws SQLException {
        List<String> slots = Sql.list(
                connection,
                "SELECT 'replication slot ' || slot_name FROM pg_replication_slots WHERE database = current_database()"
                        + " UNION ALL SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts"
                        + " WHERE database = current_database() ORDER BY 1",
                row -> row.getString(1));
        if (!slots.isEmpty()) {
            replaceable(
                    where + " cannot be renamed while it has " + String.join(", ", slots) + ".",
                    "Drop the replication slots and end the prepared transactions, then run the command again.");
        }
    }

    private void tools() {
        problems.addAll(database.sessions().obstaclesToTools());
        try {
            Tools.find(Math.max(source.facts().majorVersion(), version));
        } catch (PenstockException e) {
            problems.addAll(e.problems());
        }
    }

    private void extensions() throws SQLException {
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

    /** Makes the user a member with the rights of a role; up to version 15 it is the member that inherits them or not. */
    private String membership(String role) throws SQLException {
        if (version >= 16) {
            return "GRANT " + role + " TO " + user + " WITH INHERIT TRUE, SET TRUE;";
        }
        return Sql.one(connection, "SELECT rolinherit" + SELF, row -> row.getBoolean(1))
                ? "GRANT " + role + " TO " + user + ";"
                : "ALTER ROLE " + user + " INHERIT; GRANT " + role + " TO " + user + ";";
    }

    private void replaceable(String what, String remedy) {
        problems.add(new Problem(DatabaseProblem.TARGET_NOT_REPLACEABLE, what, remedy));
    }

    private void unless(String query, String what, String sql) throws SQLException {
        if (!Sql.one(connection, query, row -> row.getBoolean(1))) {
            missing(what, sql);
        }
    }

    private void missing(String what, String sql) {
        problems.add(new Problem(DatabaseProblem.RIGHT_MISSING, what, "Run there: " + sql));
    }
}
