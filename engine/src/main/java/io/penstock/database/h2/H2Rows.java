package io.penstock.database.h2;

import io.penstock.database.PreservedRowsForecast;
import io.penstock.database.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Answers what a forecast of preserved rows asks of one side. */
final class H2Rows implements PreservedRowsForecast.Rows {

    /** Someone with a session. */
    @FunctionalInterface
    private interface Side {
        <T> T ask(String what, Work<T> work);
    }

    /** Work on a session. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final Side side;

    H2Rows(H2Database target) {
        this.side = new Side() {
            @Override
            public <T> T ask(String what, Work<T> work) {
                return target.asking(what, () -> work.on(target.connection()));
            }
        };
    }

    H2Rows(H2Snapshot source) {
        this.side = source::ask;
    }

    @Override
    public long count(Table table, String condition) {
        return side.ask(
                "counting rows",
                connection -> Sql.one(
                        connection,
                        "SELECT COUNT(*) FROM " + Sql.quote(table.name()) + " WHERE " + condition,
                        row -> row.getLong(1)));
    }

    @Override
    public List<List<String>> keys(Table table, List<String> columns, String condition) {
        String list = columns.stream()
                .map(column -> "CAST(" + Sql.quote(column) + " AS VARCHAR)")
                .collect(Collectors.joining(", "));
        String notNull = columns.stream()
                .map(column -> Sql.quote(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return side.ask(
                "reading keys",
                connection -> Sql.list(
                        connection,
                        "SELECT DISTINCT " + list + " FROM " + Sql.quote(table.name()) + " WHERE " + condition + " AND "
                                + notNull,
                        row -> strings(row, columns.size())));
    }

    @Override
    public boolean has(Table table, List<String> columns, List<String> key) {
        String condition = columns.stream()
                .map(column -> Sql.quote(column) + " = CAST(? AS " + type(table, column) + ")")
                .collect(Collectors.joining(" AND "));
        return side.ask(
                "looking for referenced rows",
                connection -> Sql.one(
                        connection,
                        "SELECT EXISTS (SELECT 1 FROM " + Sql.quote(table.name()) + " WHERE " + condition + ")",
                        row -> row.getBoolean(1),
                        key.toArray()));
    }

    private static String type(Table table, String column) {
        return table.column(column).orElseThrow().type();
    }

    private static List<String> strings(ResultSet row, int count) throws SQLException {
        List<String> result = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            result.add(row.getString(i));
        }
        return result;
    }
}
