package io.penstock.database.h2;

import io.penstock.database.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.h2.message.DbException;
import org.jspecify.annotations.Nullable;

/** Small statements with bound values, and the quoting of names. */
final class Sql {

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Something asked of a database. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws SQLException;
    }

    private Sql() {}

    /** Asks, and turns a failure into a problem that says {@code what} was asked {@code where}, and holds no value. */
    static <T> T asking(String what, String where, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw Failures.of(e, what, where);
        } catch (DbException e) {
            throw Failures.of(e.getSQLException(), what, where);
        }
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String quote(TableName table) {
        return quote(table.schema()) + "." + quote(table.name());
    }

    static String quoted(Collection<String> identifiers) {
        return identifiers.stream().map(Sql::quote).collect(Collectors.joining(", "));
    }

    static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static <T> List<T> list(Connection connection, String sql, Row<T> reader, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        }
    }

    static <T> T one(Connection connection, String sql, Row<T> reader, @Nullable Object... values) throws SQLException {
        List<T> rows = list(connection, sql, reader, values);
        if (rows.size() != 1) {
            throw new SQLException("expected one row, got " + rows.size());
        }
        return rows.get(0);
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    static long update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.executeLargeUpdate(sql);
        }
    }
}
