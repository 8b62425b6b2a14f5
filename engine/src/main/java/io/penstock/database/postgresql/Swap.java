package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts one database in the place of another: both renames in one transaction. The rename itself locks the name against new sessions while it
 * waits for the old ones to end (at most five seconds, then it fails); meanwhile a second session ends them. Nothing is left switched off,
 * whatever moment the process dies in.
 */
final class Swap {

    private static final int ATTEMPTS = 5;
    private static final long TERMINATION_INTERVAL_NANOS = 20_000_000;
    private static final String OBJECT_IN_USE = "55006";

    private final Connection maintenance;
    private final Sessions sessions;

    Swap(Connection maintenance, Sessions sessions) {
        this.maintenance = maintenance;
        this.sessions = sessions;
    }

    /** Renames {@code current} to {@code away} and {@code next} to {@code current}. */
    void swap(String current, String away, String next) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                attempt(current, away, next);
                return;
            } catch (SQLException e) {
                if (!OBJECT_IN_USE.equals(e.getSQLState())) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    throw new PenstockException(
                            DatabaseProblem.SWAP_FAILED,
                            "The sessions of " + sessions.where() + " could not be ended, so it could not be replaced.",
                            "Stop the application that keeps reconnecting, or its connection pool, and run the command again.");
                }
            }
        }
    }

    private void attempt(String current, String away, String next) throws SQLException {
        AtomicBoolean renamed = new AtomicBoolean();
        Thread terminator = new Thread(() -> endSessions(current, next, renamed), "penstock-swap");
        terminator.setDaemon(true);
        terminator.start();
        try {
            Sql.run(maintenance, "BEGIN");
            Sql.run(maintenance, "ALTER DATABASE " + Sql.quote(current) + " RENAME TO " + Sql.quote(away));
            Sql.run(maintenance, "ALTER DATABASE " + Sql.quote(next) + " RENAME TO " + Sql.quote(current));
            Sql.run(maintenance, "COMMIT");
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        } finally {
            renamed.set(true);
        }
    }

    private void endSessions(String current, String next, AtomicBoolean renamed) {
        try (Connection other = sessions.on(Sessions.MAINTENANCE_DATABASE).open()) {
            while (!renamed.get()) {
                Sql.list(
                        other,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (?, ?) AND backend_type = 'client backend'",
                        row -> true,
                        current,
                        next);
                LockSupport.parkNanos(TERMINATION_INTERVAL_NANOS);
            }
        } catch (SQLException | PenstockException e) {
            // The rename fails by itself when the sessions do not end, and says so.
            renamed.set(true);
        }
    }

    private void rollBack(SQLException failure) {
        try {
            Sql.run(maintenance, "ROLLBACK");
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
