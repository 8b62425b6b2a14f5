package io.penstock.database.h2;

import io.penstock.database.Column;
import io.penstock.database.Condition;
import io.penstock.database.ConditionText;
import io.penstock.database.PreservedRowsForecast;
import io.penstock.database.RowRewriter;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.UniqueKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.h2.message.DbException;

/** Answers what a forecast of preserved rows asks of one side. */
final class H2Rows implements PreservedRowsForecast.Rows {

    static final ConditionText.Lexis LEXIS = new ConditionText.Lexis(false, false, true);

    private static final Pattern REACHING_OUT = Pattern.compile(
            "(?i)\\b(FILE_READ|FILE_WRITE|CSVREAD|CSVWRITE|LINK_SCHEMA|CANCEL_SESSION|ABORT_SESSION|SET|NEXT\\s+VALUE|NEXTVAL"
                    + "|INSERT|UPDATE|DELETE|MERGE|FINAL\\s+TABLE|OLD\\s+TABLE|NEW\\s+TABLE|MEMORY_USED|DISK_SPACE_USED)\\b");

    /** Someone with a session. */
    @FunctionalInterface
    private interface Side {
        <T> T ask(Work<T> work) throws SQLException;
    }

    /** Work on a session. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final Side side;
    private final String where;

    H2Rows(H2Database target) {
        this.side = new Side() {
            @Override
            public <T> T ask(Work<T> work) throws SQLException {
                return work.on(target.connection());
            }
        };
        this.where = target.sessions().where();
    }

    H2Rows(H2Snapshot source) {
        this.side = source::tryToAsk;
        this.where = source.sessions().where();
    }

    @Override
    public void tryOut(Table table, Condition condition) {
        ConditionText.requireWhole(condition, LEXIS);
        evaluate(
                condition,
                "SELECT 1 FROM " + Sql.quote(table.name()) + " WHERE " + condition.bracketed()
                        + " FETCH FIRST 0 ROWS ONLY",
                row -> true);
    }

    void tryOutExpression(Table table, Condition expression) {
        ConditionText.requireWhole(expression, LEXIS);
        requireOnlyReading(expression);
        evaluate(
                expression,
                "SELECT _ROWID_, CAST(" + expression.bracketed() + " AS VARCHAR) FROM " + Sql.quote(table.name())
                        + " FETCH FIRST 1 ROW ONLY",
                row -> true);
    }

    /** A user of H2 has no right to less than everything, so that functions which reach out of the database are known by their names. */
    private static void requireOnlyReading(Condition expression) {
        if (REACHING_OUT.matcher(expression.sql()).find()) {
            throw expression.invalid("calls a function that reaches out of the database, or changes something");
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
        return count(table, condition, " AND CHAR_LENGTH(" + text(Sql.quote(column)) + ") > " + length);
    }

    private long count(Table table, Condition condition, String more) {
        return evaluate(
                        condition,
                        "SELECT COUNT(*) FROM " + Sql.quote(table.name()) + " WHERE " + condition.bracketed() + more,
                        row -> row.getLong(1))
                .get(0);
    }

    @Override
    public List<List<String>> values(Table table, List<String> columns, Condition condition) {
        return values("SELECT DISTINCT ", table.name(), columns, condition);
    }

    @Override
    public Optional<List<List<String>>> keys(Table table, UniqueKey key, Condition condition) {
        return Optional.of(values("SELECT ", table.name(), key.columns(), condition));
    }

    private List<List<String>> values(String select, TableName table, List<String> columns, Condition condition) {
        String list = columns.stream().map(column -> text(Sql.quote(column))).collect(Collectors.joining(", "));
        String notNull = columns.stream()
                .map(column -> Sql.quote(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return evaluate(
                condition,
                select + list + " FROM " + Sql.quote(table) + " WHERE " + condition.bracketed() + " AND " + notNull,
                row -> strings(row, 1, columns.size()));
    }

    List<Snapshot.Row> first(Table table, RowRewriter rewriter, int limit) {
        Optional<Condition> keep = rewriter.keep();
        List<String> texts = rewriter.reads().stream()
                .map(name -> {
                    Condition computed = rewriter.computations().get(name);
                    return (computed == null ? text(Sql.quote(name)) : "CAST(" + computed.bracketed() + " AS VARCHAR)")
                            + ", ";
                })
                .toList();
        String sql = "SELECT " + String.join("", texts)
                + keep.map(condition -> condition.bracketed() + " IS TRUE").orElse("FALSE") + " FROM "
                + Sql.quote(table.name()) + " FETCH FIRST " + limit + " ROWS ONLY";
        return Sql.asking(
                "reading rows of " + table.name(),
                where,
                () -> side.ask(connection -> Sql.list(
                        connection,
                        sql,
                        row -> new Snapshot.Row(strings(row, 1, texts.size()), row.getBoolean(texts.size() + 1)))));
    }

    @Override
    public boolean has(Table table, List<String> columns, List<String> values, List<Condition> except) {
        StringBuilder sql = new StringBuilder(
                "SELECT EXISTS (SELECT 1 FROM " + Sql.quote(table.name()) + " WHERE " + same(table, columns));
        except.forEach(
                condition -> sql.append(" AND ").append(condition.bracketed()).append(" IS NOT TRUE"));
        return Sql.asking(
                "looking for referenced rows",
                where,
                () -> side.ask(connection ->
                        Sql.one(connection, sql.append(')').toString(), row -> row.getBoolean(1), values.toArray())));
    }

    @Override
    public boolean reads(String type, List<String> texts) {
        for (String text : texts) {
            try {
                side.ask(connection -> Sql.one(connection, "SELECT CAST(? AS " + type + ")", row -> true, text));
            } catch (SQLException | DbException e) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<PreservedRowsForecast.Found> find(
            Table table, UniqueKey key, List<List<String>> keys, Condition except, List<String> wanted) {
        String list =
                wanted.stream().map(column -> ", " + text(Sql.quote(column))).collect(Collectors.joining());
        String sql = "SELECT _ROWID_" + list + " FROM " + Sql.quote(table.name()) + " WHERE "
                + same(table, key.columns()) + " AND " + except.bracketed() + " IS NOT TRUE";
        List<PreservedRowsForecast.Found> found = new ArrayList<>();
        for (List<String> each : keys) {
            found.addAll(evaluate(
                    except,
                    sql,
                    row -> new PreservedRowsForecast.Found(row.getString(1), each, strings(row, 2, wanted.size())),
                    each.toArray()));
        }
        return found;
    }

    private static String same(Table table, List<String> columns) {
        return columns.stream()
                .map(column -> Sql.quote(column) + " = CAST(? AS "
                        + table.column(column).map(Column::type).orElseThrow() + ")")
                .collect(Collectors.joining(" AND "));
    }

    private static String text(String expression) {
        return "CAST(" + expression + " AS VARCHAR)";
    }

    private <T> List<T> evaluate(Condition condition, String sql, Sql.Row<T> reader, Object... values) {
        try {
            return side.ask(connection -> Sql.list(connection, sql, reader, values));
        } catch (DbException e) {
            throw Failures.ofCondition(e.getSQLException(), condition, where);
        } catch (SQLException e) {
            throw Failures.ofCondition(e, condition, where);
        }
    }

    private static List<String> strings(ResultSet row, int from, int count) throws SQLException {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            result.add(row.getString(from + i));
        }
        return result;
    }
}
