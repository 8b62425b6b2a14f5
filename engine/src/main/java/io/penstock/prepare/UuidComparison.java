package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the UUIDs of rows that mean the same in two databases: tables with a column {@code UUID} and another unique key, on which rows are matched. Rows stay within this class; what it
 * tells are counts. For one thread.
 */
final class UuidComparison {

    /** Of more rows, only so many are held against one another: what cartridges prepare are few. */
    private static final int MOST_ROWS = 200_000;

    private static final String UUID = "uuid";

    private final PreparationSession one;
    private final PreparationSession other;

    UuidComparison(PreparationSession one, PreparationSession other) {
        this.one = one;
        this.other = other;
    }

    List<UuidDifference> differences(String clusters) {
        List<UuidDifference> differences = new ArrayList<>();
        Map<String, List<String>> keys = keys(other);
        keys(one).forEach((table, key) -> {
            if (key.equals(keys.get(table))) {
                UuidDifference found = compared(clusters, table, key);
                if (found.rows() > 0) {
                    differences.add(found);
                }
            }
        });
        return differences;
    }

    private UuidDifference compared(String clusters, String table, List<String> key) {
        Map<List<String>, String> ours = rows(one, table, key);
        long rows = 0;
        long both = 0;
        for (Map.Entry<List<String>, String> row : rows(other, table, key).entrySet()) {
            @Nullable String uuid = ours.get(row.getKey());
            if (uuid != null) {
                both++;
                rows += uuid.equals(row.getValue()) ? 0 : 1;
            }
        }
        return new UuidDifference(clusters, table, String.join(", ", key), rows, both);
    }

    private static Map<List<String>, String> rows(PreparationSession session, String table, List<String> key) {
        return asking(session, connection -> {
            Map<List<String>, String> rows = new HashMap<>();
            String quote = connection.getMetaData().getIdentifierQuoteString();
            List<String> columns = new ArrayList<>();
            key.forEach(column -> columns.add(quoted(column, quote)));
            String uuid = quoted(uuidColumn(connection, table), quote);
            try (Statement statement = connection.createStatement()) {
                statement.setMaxRows(MOST_ROWS);
                try (ResultSet found = statement.executeQuery("SELECT " + uuid + ", " + String.join(", ", columns)
                        + " FROM " + quoted(table, quote) + " ORDER BY " + String.join(", ", columns))) {
                    while (found.next()) {
                        List<String> values = new ArrayList<>();
                        for (int i = 0; i < key.size(); i++) {
                            values.add(String.valueOf(found.getString(i + 2)));
                        }
                        rows.put(values, String.valueOf(found.getString(1)));
                    }
                }
            }
            return rows;
        });
    }

    private static String uuidColumn(Connection connection, String table) throws SQLException {
        try (ResultSet columns = connection.getMetaData().getColumns(null, connection.getSchema(), table, "%")) {
            while (columns.next()) {
                String name = columns.getString("COLUMN_NAME");
                if (name.equalsIgnoreCase(UUID)) {
                    return name;
                }
            }
        }
        throw new SQLException("no such column");
    }

    private static String quoted(String name, String quote) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** The first unique key by name, of tables that have one beside their UUID. */
    private static Map<String, List<String>> keys(PreparationSession session) {
        return asking(session, connection -> {
            Map<String, List<String>> keys = new TreeMap<>();
            DatabaseMetaData facts = connection.getMetaData();
            Map<String, List<String>> tables = new TreeMap<>();
            try (ResultSet columns = facts.getColumns(null, connection.getSchema(), "%", "%")) {
                while (columns.next()) {
                    tables.computeIfAbsent(columns.getString("TABLE_NAME"), name -> new ArrayList<>())
                            .add(columns.getString("COLUMN_NAME"));
                }
            }
            tables.values().removeIf(columns -> columns.stream().noneMatch(UUID::equalsIgnoreCase));
            for (String table : tables.keySet()) {
                Map<String, List<String>> indexes = new TreeMap<>();
                try (ResultSet parts = facts.getIndexInfo(null, connection.getSchema(), table, true, true)) {
                    while (parts.next()) {
                        String index = parts.getString("INDEX_NAME");
                        if (index != null && parts.getString("FILTER_CONDITION") == null) {
                            indexes.computeIfAbsent(index, name -> new ArrayList<>())
                                    .add(parts.getString("COLUMN_NAME"));
                        }
                    }
                }
                // What is no column is an expression.
                indexes.values()
                        .removeIf(key -> !tables.getOrDefault(table, List.of()).containsAll(key));
                indexes.values().stream()
                        .filter(key -> key.stream()
                                .noneMatch(column ->
                                        column.toLowerCase(Locale.ROOT).contains(UUID)))
                        .findFirst()
                        .ifPresent(key -> keys.put(table, key));
            }
            return keys;
        });
    }

    /** A question to a database. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private static <T> T asking(PreparationSession session, Question<T> question) {
        try {
            T answer = question.ask(session.connection());
            session.connection().rollback();
            return answer;
        } catch (SQLException e) {
            throw new PenstockException(
                    PrepareProblem.STEP_REGISTRY_UNUSABLE,
                    "The UUIDs of prepared rows cannot be read: " + session.shown(e) + ".",
                    "Let the user of the database read its tables.",
                    e);
        }
    }
}
