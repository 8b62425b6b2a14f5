package io.penstock.database.postgresql;

import io.penstock.database.Column;
import io.penstock.database.Table;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Rows as they would be written, held against constraints without writing them.
 *
 * @param rows the texts of columns by name
 */
record CheckedRows(Table table, List<Map<String, @Nullable String>> rows) {

    private static final Set<String> REFUSALS = Set.of("23514", "23502");

    /** Which constraints refuse a row, with the names that the server gives them. One question will do where none does. */
    Map<CheckConstraints.Check, String> refusals(Connection reader, List<CheckConstraints.Check> checks)
            throws SQLException {
        Map<CheckConstraints.Check, String> refused = new LinkedHashMap<>();
        if (rows.isEmpty() || takesAll(reader, checks)) {
            return refused;
        }
        Set<String> unfit = new HashSet<>();
        for (CheckConstraints.Check check : checks) {
            // A value that its type refuses cannot be held against anything else.
            String constraint = check.columns().stream().anyMatch(unfit::contains) ? null : refusing(reader, check);
            if (constraint != null) {
                refused.put(check, constraint);
                if (check.expression() == null) {
                    unfit.addAll(check.columns());
                }
            }
        }
        return refused;
    }

    private boolean takesAll(Connection reader, List<CheckConstraints.Check> checks) throws SQLException {
        try {
            return inSavepoint(reader, () -> !refuses(reader, checks));
        } catch (PSQLException e) {
            return false;
        }
    }

    private @Nullable String refusing(Connection reader, CheckConstraints.Check check) throws SQLException {
        try {
            return inSavepoint(reader, () -> refuses(reader, List.of(check))) ? check.name() : null;
        } catch (PSQLException e) {
            // What is no matter of constraints shows when the rows are copied.
            ServerErrorMessage said = e.getServerErrorMessage();
            String constraint = said == null || said.getConstraint() == null ? check.name() : said.getConstraint();
            return REFUSALS.contains(e.getSQLState()) ? constraint : null;
        }
    }

    private static boolean inSavepoint(Connection reader, PostgresDatabase.Question<Boolean> question)
            throws SQLException {
        Sql.run(reader, "SAVEPOINT penstock_trial");
        boolean answered = false;
        try {
            boolean answer = question.ask();
            answered = true;
            return answer;
        } finally {
            Sql.run(reader, (answered ? "RELEASE" : "ROLLBACK TO") + " SAVEPOINT penstock_trial");
        }
    }

    private boolean refuses(Connection reader, List<CheckConstraints.Check> checks) throws SQLException {
        Set<String> columns = new TreeSet<>();
        checks.forEach(check -> columns.addAll(check.columns()));
        List<String> names = List.copyOf(columns);
        String conditions = checks.stream().map(CheckedRows::refusal).collect(Collectors.joining(" OR "));
        String sql = "SELECT " + conditions + " FROM (SELECT "
                + IntStream.range(0, names.size())
                        .mapToObj(i -> "CAST(v" + i + " AS " + type(names.get(i)) + ") AS "
                                + bindable(Sql.quote(names.get(i))))
                        .collect(Collectors.joining(", "))
                + " FROM unnest("
                + names.stream().map(name -> "?::text[]").collect(Collectors.joining(", ")) + ") AS r("
                + IntStream.range(0, names.size()).mapToObj(i -> "v" + i).collect(Collectors.joining(", "))
                + ")) AS t";
        try (PreparedStatement statement = reader.prepareStatement(sql)) {
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                Array values = reader.createArrayOf(
                        "text", rows.stream().map(row -> row.get(name)).toArray());
                statement.setArray(i + 1, values);
            }
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** A domain refuses by failing to be cast to; its values are counted so that they are cast at all. */
    private static String refusal(CheckConstraints.Check check) {
        return check.expression() == null
                ? "pg_catalog.count(" + bindable(Sql.quote(check.columns().get(0))) + ") < 0"
                : "coalesce(pg_catalog.bool_or(NOT (" + bindable(check.expression()) + ")), false)";
    }

    private String type(String column) {
        return bindable(table.column(column).map(Column::type).orElseThrow());
    }

    /** The same where values are bound: outside of quotes a question mark is an operator, which the driver wants doubled. */
    private static String bindable(String sql) {
        StringBuilder text = new StringBuilder();
        char quote = 0;
        for (char each : sql.toCharArray()) {
            if (quote == 0 ? each == '\'' || each == '"' : each == quote) {
                quote = quote == 0 ? each : 0;
            }
            text.append(each == '?' && quote == 0 ? "??" : String.valueOf(each));
        }
        return text.toString();
    }
}
