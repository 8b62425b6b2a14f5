package io.penstock.database.postgresql;

import io.penstock.database.PreparationSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A session of PostgreSQL for preparers. A change of structure is part of its transaction. */
final class PostgresPreparation implements PreparationSession {

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
        Sql.run(
                connection,
                "RESET SESSION AUTHORIZATION; RESET ALL; SET TimeZone = 'UTC'; SET client_min_messages = warning"
                        + role);
        connection.commit();
    }

    /** The message itself quotes values only behind a colon; detail and hint, which quote rows, are left out. */
    @Override
    public String shown(SQLException failure) {
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
