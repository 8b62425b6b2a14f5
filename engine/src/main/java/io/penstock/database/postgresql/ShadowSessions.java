package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.WorkMonitor;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The sessions in which workers build a shadow: each is used by one at a time and then kept for the next. Thread-safe. */
final class ShadowSessions {

    /** Work on a session. */
    @FunctionalInterface
    interface Work {
        void run(Connection session) throws SQLException, IOException;
    }

    /** Work on a session that gives something. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Connection session) throws SQLException, IOException;
    }

    private static final String BUILD_SETTINGS =
            "SET maintenance_work_mem = '256MB'; SET max_parallel_maintenance_workers = 0; SET synchronous_commit = off";

    private final Sessions sessions;
    private final String source;
    private final Deque<Connection> idle = new ArrayDeque<>();

    /** @param source the name of the source, for problems that may be of either side; empty where there is but one */
    ShadowSessions(Sessions sessions, String source) {
        this.sessions = sessions;
        this.source = source;
    }

    /** @param what for people, said when it fails */
    void run(String what, WorkMonitor monitor, Work work) {
        ask(what, monitor, session -> {
            work.run(session);
            return true;
        });
    }

    <T> T ask(String what, WorkMonitor monitor, Question<T> question) {
        Connection session = borrow(what);
        boolean whole = false;
        try (WorkMonitor.Interruptible working = interruptible(session, monitor)) {
            T answer = question.ask(session);
            whole = true;
            return answer;
        } catch (CopyStream.WriteFailed e) {
            throw Failures.of(e.failure(), what, sessions.where());
        } catch (SQLException e) {
            throw Failures.of(e, what, (source.isEmpty() ? "" : source + " or its copy ") + sessions.where());
        } catch (IOException e) {
            throw new PenstockException(
                    DatabaseProblem.CONNECTION_LOST,
                    what + " failed: " + e.getMessage() + ".",
                    "Run the command again.");
        } catch (OutOfMemoryError e) {
            throw new PenstockException(
                    DatabaseProblem.ROW_TOO_LARGE,
                    "A row does not fit into memory (" + what + ").",
                    "Rows may have up to 32 MB: shorten the row, declare the table empty, or give the process more memory.",
                    e);
        } finally {
            if (whole) {
                synchronized (idle) {
                    idle.push(session);
                }
            } else {
                PostgresDatabase.closeQuietly(session);
            }
        }
    }

    private Connection borrow(String what) {
        synchronized (idle) {
            Connection session = idle.poll();
            if (session != null) {
                return session;
            }
        }
        Connection session = sessions.open();
        return PostgresDatabase.asking(what, sessions.where(), () -> {
            Sql.run(session, BUILD_SETTINGS);
            return session;
        });
    }

    /** On cancellation a session is cut: its statement may block for long, and its work is thrown away in any case. */
    static WorkMonitor.Interruptible interruptible(Connection session, WorkMonitor monitor) {
        return monitor.interruptible(() -> {
            try {
                session.abort(Runnable::run);
            } catch (SQLException alreadyGone) {
                // It cannot block any more.
            }
        });
    }

    /** Ends the sessions that nobody uses. */
    void close() {
        synchronized (idle) {
            idle.forEach(PostgresDatabase::closeQuietly);
            idle.clear();
        }
    }
}
