package io.penstock.database.h2;

import io.penstock.database.DisplacedRows;
import io.penstock.database.PreservedMatch;
import io.penstock.database.PreservedRows;
import io.penstock.database.RowSum;
import io.penstock.database.TableName;
import io.penstock.database.UniqueKey;
import io.penstock.database.WorkMonitor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.h2.message.DbException;
import org.h2.value.Value;

/** Brings the rows of the old target that survive into the shadow, before its foreign keys and triggers exist. */
final class PreservedRowsCopy {

    private final Connection target;
    private final Connection shadow;
    private final WorkMonitor monitor;
    private final String where;

    /** @param where the shadow, for people; @param target a session in a transaction that sees one state throughout: its rows are read several times */
    PreservedRowsCopy(Connection target, Connection shadow, String where, WorkMonitor monitor) {
        this.target = target;
        this.shadow = shadow;
        this.monitor = monitor;
        this.where = where;
    }

    PreservedRows bring(PreservedMatch match) {
        try {
            PreservedRows outcome = replace(match);
            shadow.commit();
            return outcome;
        } catch (DbException e) {
            throw Failures.ofPreserved(e.getSQLException(), match.condition(), where);
        } catch (SQLException e) {
            throw Failures.ofPreserved(e, match.condition(), where);
        }
    }

    /** The sum of the rows that the target has now. */
    RowSum sum(PreservedMatch match) throws SQLException {
        RowHash hash = new RowHash();
        for (PreservedMatch.Flow flow : match.flows()) {
            eachRow(match, flow.columns(), values -> {
                hash.begin();
                for (Value value : values) {
                    hash.add(value);
                }
                hash.end();
            });
        }
        return hash.sum();
    }

    /** How many of the target's rows do not stand in the shadow as they are. */
    long missing(PreservedMatch match) throws SQLException {
        AtomicLong missing = new AtomicLong();
        for (PreservedMatch.Flow flow : match.flows()) {
            String same = joined(flow.columns(), column -> Sql.quote(column) + " IS NOT DISTINCT FROM ?", " AND ");
            try (PreparedStatement find = shadow.prepareStatement(
                    "SELECT EXISTS (SELECT 1 FROM " + Sql.quote(match.ofSource().name()) + " WHERE " + same + ")")) {
                eachRow(match, flow.columns(), values -> {
                    bind(find, values);
                    try (ResultSet found = find.executeQuery()) {
                        missing.addAndGet(found.next() && found.getBoolean(1) ? 0 : 1);
                    }
                });
            }
        }
        return missing.get();
    }

    private PreservedRows replace(PreservedMatch match) throws SQLException {
        TableName table = match.ofSource().name();
        long replaced = Sql.update(
                shadow,
                "DELETE FROM " + Sql.quote(table) + " WHERE "
                        + match.condition().bracketed());
        List<DisplacedRows> displaced = new ArrayList<>();
        long kept = 0;
        for (PreservedMatch.Flow flow : match.flows()) {
            for (UniqueKey key : match.ofSource().uniqueKeys()) {
                if (flow.columns().containsAll(key.columns())) {
                    long rows = perRow(
                            match,
                            key.columns(),
                            "DELETE FROM " + Sql.quote(table) + " WHERE "
                                    + joined(key.columns(), column -> Sql.quote(column) + " = ?", " AND "));
                    if (rows > 0) {
                        displaced.add(new DisplacedRows(table, key.name(), key.columns(), rows, List.of()));
                    }
                }
            }
            kept += perRow(
                    match,
                    flow.columns(),
                    "INSERT INTO " + Sql.quote(table) + " (" + Sql.quoted(flow.columns())
                            + ") OVERRIDING SYSTEM VALUE VALUES (" + joined(flow.columns(), column -> "?", ", ") + ")");
        }
        replaced += displaced.stream().mapToLong(DisplacedRows::rows).sum();
        return new PreservedRows(match.rule(), table, kept, replaced, match.columnsLost(), displaced, List.of());
    }

    /** Runs a statement on the shadow for each preserved row of the target, with the values of some columns bound. */
    private long perRow(PreservedMatch match, List<String> columns, String sql) throws SQLException {
        AtomicLong changed = new AtomicLong();
        try (PreparedStatement statement = shadow.prepareStatement(sql)) {
            eachRow(match, columns, values -> {
                bind(statement, values);
                changed.addAndGet(statement.executeUpdate());
            });
        }
        return changed.get();
    }

    /** What is done with a row. */
    @FunctionalInterface
    private interface RowWork {
        void with(List<Value> values) throws SQLException;
    }

    private void eachRow(PreservedMatch match, List<String> columns, RowWork work) throws SQLException {
        TableName from = match.below().get(0).name();
        try (Statement select = target.createStatement()) {
            select.setEscapeProcessing(false);
            try (ResultSet rows = select.executeQuery("SELECT " + Sql.quoted(columns) + " FROM " + Sql.quote(from)
                    + " WHERE " + match.condition().bracketed())) {
                while (rows.next()) {
                    List<Value> values = new ArrayList<>();
                    for (int i = 1; i <= columns.size(); i++) {
                        values.add(Values.read(rows, i, from));
                    }
                    work.with(values);
                    monitor.advanced(0, 0);
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, List<Value> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    private static String joined(List<String> columns, Function<String, String> form, String separator) {
        return columns.stream().map(form).collect(Collectors.joining(separator));
    }
}
