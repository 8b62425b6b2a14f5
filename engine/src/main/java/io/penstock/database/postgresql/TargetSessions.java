package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The sessions of databases that are to be replaced. Who is no superuser cannot end one of a superuser. To who may not see what a session does, the
 * server does not even say whether it is a client's.
 */
final class TargetSessions {

    /** @param role whose session it is */
    record Session(int process, String role) {
        @Override
        public String toString() {
            return "of superuser " + role + " (process " + process + ")";
        }
    }

    /** Sessions without a role are the server's own, which ends them itself. */
    private static final String OTHERS =
            " FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid, pg_roles self WHERE self.rolname = current_user"
                    + " AND a.pid <> pg_backend_pid() AND a.datname = ANY (?) AND ";

    private TargetSessions() {}

    /** Ends those that the user may end. */
    static void end(Connection other, String... databases) throws SQLException {
        Sql.list(
                other,
                "SELECT pg_terminate_backend(a.pid)" + OTHERS + "(self.rolsuper OR NOT r.rolsuper)",
                row -> true,
                (Object) databases);
    }

    /** Those that the user may not end. */
    static List<Session> lasting(Connection other, String... databases) throws SQLException {
        return Sql.list(
                other,
                "SELECT a.pid, r.rolname" + OTHERS + "r.rolsuper AND NOT self.rolsuper ORDER BY a.pid",
                row -> new Session(row.getInt(1), row.getString(2)),
                (Object) databases);
    }
}
