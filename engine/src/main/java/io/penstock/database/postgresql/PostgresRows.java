package io.penstock.database.postgresql;

import io.penstock.database.PreservedRowsForecast;
import io.penstock.database.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Answers what a forecast of preserved rows asks of one side. */
abstract class PostgresRows implements PreservedRowsForecast.Rows {

    /** Work on a session. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection session) throws SQLException;
    }

    static PostgresRows of(PostgresDatabase target) {
        return new PostgresRows() {
            @Override
            <T> T ask(String what, Work<T> work) {
                return target.asking(what, () -> work.on(target.connection()));
            }
        };
    }

    static PostgresRows of(PostgresSnapshot source) {
        return new PostgresRows() {
            @Override
            <T> T ask(String what, Work<T> work) {
                return source.ask(what, work);
            }
        };
    }

    abstract <T> T ask(String what, Work<T> work);

    @Override
    public long count(Table table, String condition) {
        return ask(
                "counting rows",
                session -> SearchPath.ofSession(
                        session,
                        () -> Sql.one(
                                session,
                                "SELECT count(*) FROM " + Sql.quote(table.name()) + " WHERE " + condition,
                                row -> row.getLong(1))));
    }

    @Override
    public List<List<String>> keys(Table table, List<String> columns, String condition) {
        String list =
                columns.stream().map(column -> Sql.quote(column) + "::text").collect(Collectors.joining(", "));
        String notNull = columns.stream()
                .map(column -> Sql.quote(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return ask(
                "reading keys",
                session -> SearchPath.ofSession(
                        session,
                        () -> Sql.list(
                                session,
                                "SELECT DISTINCT " + list + " FROM " + Sql.quote(table.name()) + " WHERE " + condition
                                        + " AND " + notNull,
                                row -> {
                                    List<String> key = new ArrayList<>();
                                    for (int i = 1; i <= columns.size(); i++) {
                                        key.add(row.getString(i));
                                    }
                                    return key;
                                })));
    }

    @Override
    public boolean has(Table table, List<String> columns, List<String> key) {
        String condition = columns.stream()
                .map(column -> Sql.quote(column) + " = CAST(? AS "
                        + table.column(column).orElseThrow().type() + ")")
                .collect(Collectors.joining(" AND "));
        return ask(
                "looking for referenced rows",
                session -> Sql.one(
                        session,
                        "SELECT EXISTS (SELECT FROM " + Sql.quote(table.name()) + " WHERE " + condition + ")",
                        row -> row.getBoolean(1),
                        key.toArray()));
    }
}
