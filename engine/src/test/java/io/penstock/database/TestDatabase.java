package io.penstock.database;

import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database of a test, reached in two ways: as the product does, and behind its back. */
record TestDatabase(String url, String alias, String user, String password) {

    Database open(Dialect dialect) {
        return dialect.open(address(), url, "test");
    }

    DatabaseAddress address() {
        return new DatabaseAddress(url, null, user, new Secret(password));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    void run(String... statements) throws SQLException {
        try (Connection connection = connect()) {
            run(connection, statements);
        }
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Rows as text, fields parted by bars, NULL written as such. */
    List<String> rows(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> result = new ArrayList<>();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    String field = row.getString(i);
                    text.append(i == 1 ? "" : "|").append(field == null ? "NULL" : field);
                }
                result.add(text.toString());
            }
            return result;
        }
    }
}
