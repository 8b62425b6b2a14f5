package io.penstock.database;

import io.penstock.PenstockException;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A small database of our own, in which penstock keeps its records: one connection, transactions, plain SQL that all stores understand. A
 * connection that is lost, as when the process ended that an embedded database lived in, is made anew and the transaction done once more. Thread-safe.
 */
public final class StoreDatabase implements AutoCloseable {

    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final long PAUSE_MILLIS = 200;
    private static final int VALID_WITHIN_SECONDS = 2;

    /** A row of a result. */
    public interface Row {
        /** Empty where it is null. */
        String text(String column);

        long number(String column);

        double fraction(String column);

        @Nullable
        Instant instant(String column);
    }

    /** What can be done within a transaction. Values are texts, numbers, moments or null. */
    public interface Statements {
        /** @return how many rows it changed */
        int update(String sql, @Nullable Object... values);

        <T> List<T> query(String sql, Function<Row, T> mapper, @Nullable Object... values);
    }

    private final Supplier<DatabaseAddress> address;
    private final String setting;
    private final Function<String, PenstockException> refusal;
    private @Nullable Connection open;

    /**
     * @param address asked for when a connection is made
     * @param refusal makes what is thrown when the database fails, from words about the failure
     */
    public StoreDatabase(Supplier<DatabaseAddress> address, Function<String, PenstockException> refusal) {
        this(new StoreLocation(() -> true, address), refusal);
    }

    /** @param refusal makes what is thrown when the database fails, from words about the failure */
    public StoreDatabase(StoreLocation location, Function<String, PenstockException> refusal) {
        this.address = location.address();
        this.setting = location.setting();
        this.refusal = refusal;
    }

    /**
     * Does all of the work or nothing. What is thrown by it passes through.
     *
     * @param work may be done again when its connection was lost
     */
    public synchronized <T> T transaction(Function<Statements, T> work) {
        long begun = System.nanoTime();
        while (true) {
            @Nullable Connection connection = null;
            try {
                connection = connection();
                T result = work.apply(new Bound(connection));
                connection.commit();
                return result;
            } catch (StoreFailure | SQLException e) {
                SQLException cause = e instanceof StoreFailure failure ? failure.cause : (SQLException) e;
                boolean lost = connection == null || !isValid(connection);
                rollBack(connection);
                if (!lost || System.nanoTime() - begun > PATIENCE_NANOS || !pause()) {
                    throw failed(cause, connection == null);
                }
                close();
            } catch (RuntimeException | Error e) {
                rollBack(connection);
                throw e;
            }
        }
    }

    private PenstockException failed(SQLException cause, boolean connecting) {
        // Beyond the sign-in a message may quote the row that a rule was broken by.
        String why = connecting ? firstLine(cause.getMessage()) : "SQL state " + cause.getSQLState();
        PenstockException failure = refusal.apply(why);
        failure.addSuppressed(cause);
        return failure;
    }

    private static String firstLine(@Nullable String text) {
        return text == null
                ? "no connection"
                : text.lines().findFirst().orElse("").strip();
    }

    private Connection connection() throws SQLException {
        if (open == null) {
            DatabaseAddress to = address.get();
            Properties properties = new Properties();
            String user = to.user();
            Secret password = to.password();
            if (user != null) {
                properties.setProperty("user", user);
            }
            if (password != null) {
                properties.setProperty("password", password.reveal());
            }
            Connection connection = DriverManager.getConnection(to.url(), properties);
            if (!setting.isEmpty()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(setting);
                }
            }
            connection.setAutoCommit(false);
            open = connection;
        }
        return open;
    }

    private static boolean isValid(Connection connection) {
        try {
            return connection.isValid(VALID_WITHIN_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void rollBack(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.rollback();
            }
        } catch (SQLException e) {
            // The connection is gone, and what it had not committed with it.
        }
    }

    /** @return false when this thread was asked to end */
    private boolean pause() {
        try {
            wait(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the connection; the next transaction makes another. */
    @Override
    public synchronized void close() {
        Connection connection = open;
        open = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // What was committed is kept; the rest was not meant to be.
            }
        }
    }

    /** Carries a failure out of the work. */
    private static final class StoreFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final SQLException cause;

        StoreFailure(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private record Bound(Connection connection) implements Statements {
        @Override
        public int update(String sql, @Nullable Object... values) {
            try (PreparedStatement statement = prepare(sql, values)) {
                return statement.executeUpdate();
            } catch (SQLException e) {
                throw new StoreFailure(e);
            }
        }

        @Override
        public <T> List<T> query(String sql, Function<Row, T> mapper, @Nullable Object... values) {
            try (PreparedStatement statement = prepare(sql, values);
                    ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(mapper.apply(new Current(rows)));
                }
                return result;
            } catch (SQLException e) {
                throw new StoreFailure(e);
            }
        }

        private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                statement.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
            }
            return statement;
        }
    }

    private record Current(ResultSet rows) implements Row {
        @Override
        public String text(String column) {
            String text = get(() -> rows.getString(column));
            return text == null ? "" : text;
        }

        @Override
        public long number(String column) {
            return get(() -> rows.getLong(column));
        }

        @Override
        public double fraction(String column) {
            return get(() -> rows.getDouble(column));
        }

        @Override
        public @Nullable Instant instant(String column) {
            OffsetDateTime at = get(() -> rows.getObject(column, OffsetDateTime.class));
            return at == null ? null : at.toInstant();
        }

        private static <T extends @Nullable Object> T get(Getter<T> getter) {
            try {
                return getter.get();
            } catch (SQLException e) {
                throw new StoreFailure(e);
            }
        }
    }

    @FunctionalInterface
    private interface Getter<T extends @Nullable Object> {
        T get() throws SQLException;
    }
}
