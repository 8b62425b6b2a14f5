package io.penstock.database.postgresql;

import io.penstock.database.PreparationSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.postgresql.PGConnection;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** A session of PostgreSQL for preparers. A change of structure is part of its transaction. */
final class PostgresPreparation implements PreparationSession {

    private static final String MARK = "penstock.step";
    private static final String RESET =
            "RESET SESSION AUTHORIZATION; RESET ALL; SET TimeZone = 'UTC'; SET client_min_messages = warning";
    private static final String LEFT = "CLOSE ALL; UNLISTEN *; DISCARD TEMP; SELECT pg_advisory_unlock_all()";
    private static final String IDENTITY = "pid || ' since ' || extract(epoch FROM backend_start)";
    private static final int END_MILLIS = 10_000;
    /** Serial columns are told of as types of their own. */
    private static final Map<String, String> TYPES =
            Map.of("serial", "int4", "bigserial", "int8", "smallserial", "int2");

    /** The commands that move the indexes of the schema that are not in the table space. */
    private static final String ELSEWHERE =
            "SELECT format('ALTER INDEX %I.%I SET TABLESPACE %I', n.nspname, c.relname, CAST(? AS text))"
                    + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " LEFT JOIN pg_tablespace t ON t.oid = coalesce(nullif(c.reltablespace, 0),"
                    + " (SELECT dattablespace FROM pg_database WHERE datname = current_database()))"
                    + " WHERE n.nspname = current_schema() AND c.relkind = 'i' AND t.spcname IS DISTINCT FROM ?"
                    + " ORDER BY c.relname";

    private final Connection connection;
    private final String role;

    private PostgresPreparation(Connection connection, String role) {
        this.connection = connection;
        this.role = role;
    }

    static PostgresPreparation open(Sessions sessions) {
        // The driver takes what follows a function with BEGIN ATOMIC for a part of it.
        Connection connection = sessions.ofScripts().open();
        try {
            PostgresPreparation preparation = new PostgresPreparation(connection, ApplicationRole.setting(connection));
            connection.setAutoCommit(false);
            preparation.reset();
            return preparation;
        } catch (SQLException e) {
            throw Failures.ofConnecting(e, sessions.where());
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public boolean rollsBackStructure() {
        return true;
    }

    @Override
    public List<String> statements(String script) {
        try {
            return Parser.parseJdbcSql(script, true, false, true, false, false).stream()
                    .map(NativeQuery.class::cast)
                    .map(query -> query.nativeSql.strip())
                    .filter(sql -> !sql.isEmpty())
                    .toList();
        } catch (SQLException e) {
            throw new IllegalArgumentException("not a script of PostgreSQL", e);
        }
    }

    @Override
    public int clean() throws SQLException {
        return SchemaCleaning.clean(connection);
    }

    @Override
    public String boundText(int type, String typeName, int size, int digits) {
        // Without a length: a text that is too long is an error then, and not cut off.
        return "CAST(? AS " + TYPES.getOrDefault(typeName, typeName) + ")";
    }

    @Override
    public OptionalLong moveIndexes(String tableSpace) throws SQLException {
        List<String> commands = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(ELSEWHERE)) {
            query.setString(1, tableSpace);
            query.setString(2, tableSpace);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    commands.add(rows.getString(1));
                }
            }
        }
        for (String command : commands) {
            Sql.run(connection, command);
        }
        return OptionalLong.of(commands.size());
    }

    @Override
    public void gatherStatistics() throws SQLException {
        Sql.run(connection, "ANALYZE");
    }

    @Override
    public Map<String, String> sequences() throws SQLException {
        Map<String, String> positions = Sequences.shown(connection);
        connection.rollback();
        return positions;
    }

    @Override
    public void reset() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        connection.setAutoCommit(false);
        Sql.run(connection, RESET + role + "; " + LEFT);
        connection.commit();
    }

    /** A setting that lives as long as its transaction. */
    @Override
    public void guard() throws SQLException {
        Sql.run(connection, "SET LOCAL " + MARK + " = 'open'");
    }

    @Override
    public Optional<String> settle() throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
        }
        String mark;
        try (Statement statement = connection.createStatement()) {
            // One question to the server for all.
            statement.execute("SELECT current_setting('" + MARK + "', true); " + RESET + role + "; " + LEFT);
            try (ResultSet rows = statement.getResultSet()) {
                mark = rows != null && rows.next() ? rows.getString(1) : null;
            }
        }
        return "open".equals(mark)
                ? Optional.empty()
                : Optional.of("it ended the transaction by itself, or reset its settings");
    }

    @Override
    public String identity() throws SQLException {
        String identity = Sql.one(
                connection,
                "SELECT " + IDENTITY + " FROM pg_stat_activity WHERE pid = pg_backend_pid()",
                row -> row.getString(1));
        connection.commit();
        return identity;
    }

    @Override
    public void end(String identity) throws SQLException {
        Sql.list(
                connection,
                "SELECT pg_terminate_backend(pid, " + END_MILLIS + ") FROM pg_stat_activity WHERE " + IDENTITY + " = ?",
                row -> true,
                identity);
        connection.commit();
    }

    @Override
    public void interrupt() {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // There was none, or the connection is lost, which its own thread finds out.
        }
    }

    /** The message itself quotes values only behind a colon; detail and hint, which quote rows, are left out. */
    @Override
    public String shown(SQLException failure) {
        if (PSQLState.IN_FAILED_SQL_TRANSACTION.getState().equals(failure.getSQLState())) {
            return "it went on after a statement had failed, and nothing of its transaction can be kept (SQL state "
                    + failure.getSQLState() + ")";
        }
        ServerErrorMessage message = failure instanceof PSQLException server ? server.getServerErrorMessage() : null;
        String text = message == null ? String.valueOf(failure.getMessage()) : String.valueOf(message.getMessage());
        return text.lines().findFirst().orElse("").replaceAll(": \".*", "") + " (SQL state " + failure.getSQLState()
                + ")";
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server ends the session in any case.
        }
    }
}
