package io.penstock.database.h2;

import io.penstock.database.Catalog;
import io.penstock.database.PreservedRows;
import io.penstock.database.PreservedRowsForecast;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.UniqueKey;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.PreservedRowsRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.h2.value.Value;

/** Brings the rows of the old target that survive into the shadow, before its foreign keys and triggers exist. */
final class PreservedRowsCopy {

    private final Connection target;
    private final Connection shadow;
    private final WorkMonitor monitor;

    /** @param target a session in a transaction that sees one state throughout: its rows are read several times */
    PreservedRowsCopy(Connection target, Connection shadow, WorkMonitor monitor) {
        this.target = target;
        this.shadow = shadow;
        this.monitor = monitor;
    }

    List<PreservedRows> run(List<PreservedRowsRule> rules, Catalog ofTarget, Catalog ofSource) throws SQLException {
        List<PreservedRows> result = new ArrayList<>();
        for (PreservedRowsForecast.Match match : PreservedRowsForecast.match(rules, ofTarget, ofSource)) {
            result.add(bring(match));
        }
        shadow.commit();
        return result;
    }

    private PreservedRows bring(PreservedRowsForecast.Match match) throws SQLException {
        TableName table = match.ofSource().name();
        List<String> columns = match.columns();
        long replaced = Sql.update(shadow, "DELETE FROM " + Sql.quote(table) + " WHERE " + match.condition());
        Table below = match.ofTarget();
        if (below == null) {
            return new PreservedRows(match.rule(), table, 0, replaced, List.of());
        }
        for (UniqueKey key : match.ofSource().uniqueKeys()) {
            if (key.plain() && columns.containsAll(key.columns())) {
                replaced += perRow(
                        match,
                        below.name(),
                        key.columns(),
                        "DELETE FROM " + Sql.quote(table) + " WHERE "
                                + joined(key.columns(), column -> Sql.quote(column) + " = ?", " AND "));
            }
        }
        long kept = perRow(
                match,
                below.name(),
                columns,
                "INSERT INTO " + Sql.quote(table) + " (" + Sql.quoted(columns) + ") OVERRIDING SYSTEM VALUE VALUES ("
                        + joined(columns, column -> "?", ", ") + ")");
        return new PreservedRows(match.rule(), table, kept, replaced, match.columnsLost());
    }

    /** Runs a statement on the shadow for each preserved row of the target, with the values of some columns bound. */
    private long perRow(PreservedRowsForecast.Match match, TableName from, List<String> columns, String sql)
            throws SQLException {
        long changed = 0;
        try (Statement select = target.createStatement();
                PreparedStatement statement = shadow.prepareStatement(sql)) {
            select.setEscapeProcessing(false);
            try (ResultSet rows = select.executeQuery(
                    "SELECT " + Sql.quoted(columns) + " FROM " + Sql.quote(from) + " WHERE " + match.condition())) {
                while (rows.next()) {
                    for (int i = 1; i <= columns.size(); i++) {
                        Value value = Values.read(rows, i, from);
                        statement.setObject(i, value);
                    }
                    changed += statement.executeUpdate();
                    monitor.advanced(0, 0);
                }
            }
        }
        return changed;
    }

    private static String joined(List<String> columns, Function<String, String> form, String separator) {
        return columns.stream().map(form).collect(Collectors.joining(separator));
    }
}
