package io.penstock.database.h2;

import io.penstock.database.PreparationSession;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.h2.util.ScriptReader;

/** A session of H2 for preparers. A change of structure commits what was done before it. */
final class H2Preparation implements PreparationSession {

    private final Connection connection;

    private H2Preparation(Connection connection) {
        this.connection = connection;
    }

    static H2Preparation open(Sessions sessions) {
        Connection connection = sessions.open();
        try {
            connection.setAutoCommit(false);
            return new H2Preparation(connection);
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
        try {
            connection.close();
        } catch (SQLException e) {
            // What was committed is kept.
        }
    }
}
