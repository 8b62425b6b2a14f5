package io.penstock.database.postgresql;

import io.penstock.database.Column;
import io.penstock.database.Condition;
import io.penstock.database.ConditionText;
import io.penstock.database.PreservedRowsForecast;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.UniqueKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Answers what a forecast of preserved rows asks of one side. */
final class PostgresRows implements PreservedRowsForecast.Rows {

    static final ConditionText.Lexis LEXIS = new ConditionText.Lexis(true, true, false);

    /** So many values stand in one statement. */
    private static final int CHUNK = 1000;

    /** Work on a session. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection session) throws SQLException;
    }

    /** Someone with a session, which works on after a failure. */
    interface Side {
        <T> T ask(Work<T> work) throws SQLException;

        String where();

        /** Whether a table's rows can be read at all; those of an unlogged one are not on a standby, and are not copied from there. */
        default boolean isReadable(TableName table) {
            return true;
        }
    }

    private final Side side;

    PostgresRows(Side side) {
        this.side = side;
    }

    @Override
    public void tryOut(Table table, Condition condition) {
        ConditionText.requireWhole(condition, LEXIS);
        evaluate(
                table,
                condition,
                "SELECT FROM " + RowSource.of(table, condition) + " WHERE " + condition.bracketed() + " LIMIT 0",
                row -> true);
    }

    /** On a session that cannot write: what an expression tries to change is refused by the server. */
    void tryOutExpression(Table table, Condition expression) {
        ConditionText.requireWhole(expression, LEXIS);
        CopyOutSql.requireOnlyReading(expression);
        List<Boolean> several = evaluate(
                table,
                expression,
                // Beside a column of the row, functions over many rows are refused.
                "SELECT ctid, " + CopyOutSql.computed(expression) + ", pg_catalog.pg_typeof(" + expression.bracketed()
                        + ") = 'record'::regtype FROM " + RowSource.of(table, expression) + " LIMIT 1",
                row -> row.getBoolean(3));
        if (several.contains(true)) {
            throw expression.invalid("gives several values");
        }
    }

    @Override
    public long count(Table table, Condition condition) {
        return count(table, condition, "");
    }

    @Override
    public long nulls(Table table, Condition condition, String column) {
        return count(table, condition, " AND " + Sql.quote(column) + " IS NULL");
    }

    @Override
    public long longer(Table table, Condition condition, String column, int length) {
        return count(
                table,
                condition,
                " AND pg_catalog.char_length(" + Sql.quote(column) + "::pg_catalog.text) > " + length);
    }

    private long count(Table table, Condition condition, String more) {
        return evaluate(
                        table,
                        condition,
                        "SELECT pg_catalog.count(*) FROM " + RowSource.of(table, condition) + " WHERE "
                                + condition.bracketed() + more,
                        row -> row.getLong(1))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    @Override
    public List<List<String>> values(Table table, List<String> columns, Condition condition) {
        List<String> texts =
                columns.stream().map(column -> Sql.quote(column) + "::text").toList();
        return evaluate(
                table,
                condition,
                "SELECT DISTINCT " + String.join(", ", texts) + " FROM " + RowSource.of(table, condition) + " WHERE "
                        + condition.bracketed() + " AND " + notNull(texts),
                row -> strings(row, 1, texts.size()));
    }

    @Override
    public Optional<List<List<String>>> keys(Table table, UniqueKey key, Condition condition) {
        List<String> texts = RowSource.terms(key).stream()
                .map(term -> "(" + term + ")::text")
                .toList();
        String sql = "SELECT " + String.join(", ", texts) + " FROM " + RowSource.of(table, condition) + " WHERE "
                + condition.bracketed() + RowSource.predicate(key) + " AND " + notNull(texts);
        if (key.plain()) {
            return Optional.of(evaluate(table, condition, sql, row -> strings(row, 1, texts.size())));
        }
        try {
            return Optional.of(read(sql, row -> strings(row, 1, texts.size())));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean has(Table table, List<String> columns, List<String> values, List<Condition> except) {
        if (!side.isReadable(table.name())) {
            return false;
        }
        StringBuilder sql = new StringBuilder("SELECT EXISTS (SELECT FROM ")
                .append(RowSource.of(table, except.isEmpty() ? null : except.get(0)))
                .append(" WHERE true");
        for (int i = 0; i < columns.size(); i++) {
            String type = table.column(columns.get(i)).map(Column::type).orElseThrow();
            sql.append(" AND ")
                    .append(Sql.quote(columns.get(i)))
                    .append(" = CAST(")
                    .append(Sql.literal(values.get(i)))
                    .append(" AS ")
                    .append(type)
                    .append(')');
        }
        except.forEach(
                condition -> sql.append(" AND ").append(condition.bracketed()).append(" IS NOT TRUE"));
        return asking("looking for referenced rows", () -> read(sql.append(')').toString(), row -> row.getBoolean(1)))
                .get(0);
    }

    @Override
    public boolean reads(String type, List<String> texts) {
        try {
            for (int from = 0; from < texts.size(); from += CHUNK) {
                String values = texts.subList(from, Math.min(from + CHUNK, texts.size())).stream()
                        .map(text -> "(" + Sql.literal(text) + ")")
                        .collect(Collectors.joining(", "));
                read("SELECT count(CAST(v AS " + type + ")) FROM (VALUES " + values + ") x(v)", row -> true);
            }
            return true;
        } catch (SQLException e) {
            if (Failures.isConnectionLoss(e)) {
                throw Failures.of(e, "reading values", side.where());
            }
            return false;
        }
    }

    @Override
    public List<PreservedRowsForecast.Found> find(
            Table table, UniqueKey key, List<List<String>> keys, Condition except, List<String> wanted) {
        List<PreservedRowsForecast.Found> found = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += CHUNK) {
            String sql = lookup(table, key, keys.subList(from, Math.min(from + CHUNK, keys.size())), except, wanted);
            int terms = RowSource.terms(key).size();
            found.addAll(evaluate(
                    table,
                    except,
                    sql,
                    row -> new PreservedRowsForecast.Found(
                            row.getString(1), strings(row, 2, terms), strings(row, 2 + terms, wanted.size()))));
        }
        return found;
    }

    /** What a plain key compares is compared in its own type, which an index may help; else its text. */
    private static String lookup(
            Table table, UniqueKey key, List<List<String>> keys, Condition except, List<String> wanted) {
        List<String> terms = RowSource.terms(key);
        StringBuilder inner = new StringBuilder("SELECT ctid AS penstock_row");
        StringBuilder names = new StringBuilder();
        StringBuilder same = new StringBuilder();
        StringBuilder outer = new StringBuilder("SELECT r.penstock_row");
        for (int i = 0; i < terms.size(); i++) {
            inner.append(", (").append(terms.get(i)).append(") AS penstock_").append(i);
            names.append(i == 0 ? "" : ", ").append("k").append(i);
            String type = key.plain()
                    ? table.column(key.columns().get(i)).map(Column::type).orElseThrow()
                    : "text";
            same.append(i == 0 ? "" : " AND ")
                    .append("r.penstock_")
                    .append(i)
                    .append(key.plain() ? "" : "::text")
                    .append(" = CAST(k.k")
                    .append(i)
                    .append(" AS ")
                    .append(type)
                    .append(')');
            outer.append(", k.k").append(i);
        }
        for (int i = 0; i < wanted.size(); i++) {
            inner.append(", ")
                    .append(Sql.quote(wanted.get(i)))
                    .append("::text AS penstock_w")
                    .append(i);
            outer.append(", r.penstock_w").append(i);
        }
        String rows = keys.stream()
                .map(each -> each.stream().map(Sql::literal).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        return outer + " FROM (" + inner + " FROM " + RowSource.of(table, except) + " WHERE " + except.bracketed()
                + " IS NOT TRUE" + RowSource.predicate(key) + ") r JOIN (VALUES " + rows + ") k(" + names + ") ON "
                + same;
    }

    /** Gives each distinct value of a column, however many there are; on a session in a transaction. */
    void distinct(TableName table, String column, Condition condition, Consumer<String> values) {
        if (!side.isReadable(table)) {
            return;
        }
        String name = Sql.quote(column);
        String sql = "SELECT DISTINCT " + name + "::text FROM ONLY " + Sql.quote(table) + " WHERE " + name
                + " IS NOT NULL AND " + condition.bracketed();
        try {
            side.ask(session -> SearchPath.ofSession(session, () -> {
                try (Statement statement = session.createStatement()) {
                    statement.setEscapeProcessing(false);
                    // Rows arrive in portions only inside a transaction that the driver knows of.
                    statement.setFetchSize(1000);
                    try (ResultSet rows = statement.executeQuery(sql)) {
                        while (rows.next()) {
                            values.accept(rows.getString(1));
                        }
                    }
                }
                return true;
            }));
        } catch (SQLException e) {
            throw Failures.ofCondition(e, condition, side.where());
        }
    }

    private static String notNull(List<String> texts) {
        return texts.stream().map(text -> text + " IS NOT NULL").collect(Collectors.joining(" AND "));
    }

    private static List<String> strings(ResultSet row, int from, int count) throws SQLException {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            result.add(row.getString(from + i));
        }
        return result;
    }

    private <T> List<T> evaluate(Table table, Condition condition, String sql, Sql.Row<T> reader) {
        try {
            return side.isReadable(table.name()) ? read(sql, reader) : List.of();
        } catch (SQLException e) {
            throw Failures.ofCondition(e, condition, side.where());
        }
    }

    private <T> List<T> asking(String what, PostgresDatabase.Question<List<T>> question) {
        return PostgresDatabase.asking(what, side.where(), question);
    }

    private <T> List<T> read(String sql, Sql.Row<T> reader) throws SQLException {
        return side.ask(session -> SearchPath.ofSession(session, () -> Sql.read(session, sql, reader)));
    }
}
