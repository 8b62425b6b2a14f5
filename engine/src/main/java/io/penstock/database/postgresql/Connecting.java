package io.penstock.database.postgresql;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Connects again where a server is only just starting, has no room for the moment, or was not reached. */
final class Connecting {

    /** Cannot connect now, too many connections, not reached, broken off (PostgreSQL, appendix A). */
    private static final Set<String> PASSING = Set.of("57P03", "53300", "08001", "08006");

    private static final long[] PAUSES_MILLIS = {500, 2000};

    /** A try. */
    @FunctionalInterface
    interface Try {
        @Nullable
        Connection connect() throws SQLException;
    }

    private Connecting() {}

    /** @throws SQLException what the last try threw */
    static Connection again(Try once) throws SQLException {
        for (int again = 0; ; again++) {
            try {
                Connection connection = once.connect();
                if (connection == null) {
                    throw new SQLException("no connection");
                }
                return connection;
            } catch (SQLException e) {
                boolean passes = PASSING.contains(Objects.requireNonNullElse(e.getSQLState(), ""))
                        && !(e.getCause() instanceof UnknownHostException);
                if (!passes
                        || again == PAUSES_MILLIS.length
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSES_MILLIS[again]));
            }
        }
    }
}
