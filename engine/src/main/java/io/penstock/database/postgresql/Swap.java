package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts databases in the places of others: all renames in one transaction. A rename itself locks the name against new sessions while it waits for
 * the old ones to end (at most five seconds, then it fails); meanwhile a second session ends them. Nothing is left switched off, whatever moment the
 * process dies in.
 */
final class Swap {

    private static final int ATTEMPTS = 5;
    private static final long TERMINATION_INTERVAL_NANOS = 20_000_000;
    private static final String OBJECT_IN_USE = "55006";

    /** What happens at one place: {@code current} becomes {@code away}, and {@code next} becomes {@code current}. */
    record Renames(String current, String away, String next) {}

    private final Connection maintenance;
    private final Sessions sessions;
    private final List<Renames> all;
    private String inWork = "";
    private boolean committing;

    /** @param all on the server of {@code maintenance} */
    Swap(Connection maintenance, Sessions sessions, List<Renames> all) {
        this.maintenance = maintenance;
        this.sessions = sessions;
        this.all = all;
    }

    void run() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                attempt();
                return;
            } catch (SQLException e) {
                if (!OBJECT_IN_USE.equals(e.getSQLState())) {
                    throw e;
                }
                requireEndable();
                if (attempt == ATTEMPTS) {
                    throw new PenstockException(
                            DatabaseProblem.SWAP_FAILED,
                            "The sessions of " + sessions.on(inWork).where()
                                    + " could not be ended, so it could not be replaced.",
                            "Stop the application that keeps reconnecting, or its connection pool, and run the command again.");
                }
            }
        }
    }

    private void requireEndable() throws SQLException {
        List<TargetSessions.Session> lasting = TargetSessions.lasting(maintenance, names());
        if (!lasting.isEmpty()) {
            throw new PenstockException(
                    DatabaseProblem.SWAP_FAILED,
                    "The sessions of " + sessions.on(inWork).where()
                            + " could not be ended, so it could not be replaced: only a superuser can end that "
                            + lasting.stream().map(Object::toString).collect(Collectors.joining(" and that ")) + ".",
                    "Let a superuser end it there and run the command again: SELECT pg_terminate_backend("
                            + lasting.get(0).process() + ");");
        }
    }

    private String[] names() {
        return all.stream()
                .flatMap(each -> Stream.of(each.current(), each.next()))
                .toArray(String[]::new);
    }

    /** Whether the connection was lost while the server answered to COMMIT. */
    boolean inDoubt() {
        return committing;
    }

    private void attempt() throws SQLException {
        AtomicBoolean renamed = new AtomicBoolean();
        Thread terminator = new Thread(() -> endSessions(renamed), "penstock-swap");
        terminator.setDaemon(true);
        terminator.start();
        try {
            Sql.run(maintenance, "BEGIN");
            for (Renames each : all) {
                inWork = each.current();
                rename(each.current(), each.away());
                rename(each.next(), each.current());
            }
            committing = true;
            Sql.run(maintenance, "COMMIT");
            committing = false;
        } catch (SQLException e) {
            committing = committing && Failures.isConnectionLoss(e);
            rollBack(e);
            throw e;
        } finally {
            renamed.set(true);
        }
    }

    private void rename(String from, String to) throws SQLException {
        Sql.run(maintenance, "ALTER DATABASE " + Sql.quote(from) + " RENAME TO " + Sql.quote(to));
    }

    private void endSessions(AtomicBoolean renamed) {
        try (Connection other = sessions.on(Sessions.MAINTENANCE_DATABASE).open()) {
            while (!renamed.get()) {
                TargetSessions.end(other, names());
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
