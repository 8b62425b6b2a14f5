package io.penstock.database.h2;

import io.penstock.database.PreparationSession;
import io.penstock.landscape.DatabaseAddress;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.h2.util.ScriptReader;
import org.jspecify.annotations.Nullable;

/** A session of H2 for preparers. A change of structure commits what was done before it. */
final class H2Preparation implements PreparationSession {

    private final Sessions sessions;
    private final Connection connection;
    private final int id;
    private @Nullable SharedFile shared;

    private H2Preparation(Sessions sessions, Connection connection, int id) {
        this.sessions = sessions;
        this.connection = connection;
        this.id = id;
    }

    static H2Preparation open(Sessions sessions) {
        return open(sessions, sessions.open());
    }

    /** @param connection in auto-commit mode */
    static H2Preparation open(Sessions sessions, Connection connection) {
        try {
            connection.setAutoCommit(false);
            int id = Sql.one(connection, "SELECT SESSION_ID()", row -> row.getInt(1));
            return new H2Preparation(sessions, connection, id);
        } catch (SQLException e) {
            throw Failures.of(e, "connecting", sessions.where());
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public boolean rollsBackStructure() {
        return false;
    }

    @Override
    public List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        ScriptReader reader = new ScriptReader(new StringReader(script));
        reader.setSkipRemarks(true);
        for (String each = reader.readStatement(); each != null; each = reader.readStatement()) {
            if (!each.isBlank()) {
                statements.add(each.strip());
            }
        }
        return statements;
    }

    @Override
    public int clean() throws SQLException {
        return SchemaCleaning.clean(connection);
    }

    @Override
    public String boundText(int type, String typeName, int size, int digits) {
        if (typeName.equals("JSON")) {
            return "CAST(? AS VARCHAR) FORMAT JSON";
        }
        return switch (type) {
            case Types.NUMERIC, Types.DECIMAL -> "CAST(? AS NUMERIC(" + size + ", " + digits + "))";
            case Types.CHAR -> "CAST(? AS CHAR(" + size + "))";
            default -> "CAST(? AS " + typeName + ")";
        };
    }

    @Override
    public OptionalLong moveIndexes(String tableSpace) {
        return OptionalLong.empty();
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
        Sql.run(connection, "SET SCHEMA PUBLIC");
        connection.commit();
    }

    @Override
    public Optional<String> settle() throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
        }
        Sql.run(connection, "SET SCHEMA PUBLIC");
        return Optional.empty();
    }

    @Override
    public String identity() {
        return String.valueOf(id);
    }

    @Override
    public void end(String identity) throws SQLException {
        Sql.run(connection, "CALL ABORT_SESSION(" + Integer.parseInt(identity) + ")");
    }

    @Override
    public void interrupt() {
        try (Connection other = sessions.open()) {
            Sql.run(other, "CALL CANCEL_SESSION(" + id + ")");
        } catch (SQLException e) {
            // It has ended.
        }
    }

    /** The file belongs to this process, which serves it to those of this machine that know its name. */
    @Override
    public DatabaseAddress shared(DatabaseAddress address) {
        SharedFile serving = shared == null ? SharedFile.of(sessions) : shared;
        shared = serving;
        return new DatabaseAddress(serving.url(), null, address.user(), address.password());
    }

    /** The first line, without the statement and the values that are quoted behind it. */
    @Override
    public String shown(SQLException failure) {
        String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return first.replaceAll(";? SQL statement:.*", "")
                        .replaceAll(": \".*", "")
                        .replaceAll("\\(.*", "")
                        .strip() + " (SQL state " + failure.getSQLState() + ")";
    }

    @Override
    public void close() {
        if (shared != null) {
            shared.close();
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // What was committed is kept.
        }
    }
}
