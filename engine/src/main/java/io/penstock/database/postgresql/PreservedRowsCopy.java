package io.penstock.database.postgresql;

import io.penstock.database.Bandwidth;
import io.penstock.database.Catalog;
import io.penstock.database.PreservedRows;
import io.penstock.database.PreservedRowsForecast;
import io.penstock.database.Table;
import io.penstock.database.TableRule;
import io.penstock.database.UniqueKey;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.PreservedRowsRule;
import io.penstock.landscape.Throttle;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Brings the rows of the old target that survive into the shadow, before its foreign keys and triggers exist. */
final class PreservedRowsCopy {

    private static final String STAGED = "pg_temp.penstock_preserved";

    private final Connection target;
    private final Connection shadow;

    PreservedRowsCopy(Connection target, Connection shadow) {
        this.target = target;
        this.shadow = shadow;
    }

    List<PreservedRows> run(List<PreservedRowsRule> rules, Catalog ofTarget, Catalog ofSource, WorkMonitor monitor)
            throws SQLException, IOException {
        List<PreservedRows> result = new ArrayList<>();
        for (PreservedRowsForecast.Match match : PreservedRowsForecast.match(rules, ofTarget, ofSource)) {
            result.add(bring(match, ofTarget, monitor));
        }
        return result;
    }

    private PreservedRows bring(PreservedRowsForecast.Match match, Catalog ofTarget, WorkMonitor monitor)
            throws SQLException, IOException {
        String table = Sql.quote(match.ofSource().name());
        SearchPath.set(shadow, ofTarget);
        Sql.run(shadow, "BEGIN");
        long replaced = update("DELETE FROM " + table + " WHERE " + match.condition());
        long kept = 0;
        Table below = match.ofTarget();
        if (below != null) {
            SearchPath.set(target, ofTarget);
            stage(match, below, monitor);
            SearchPath.clear(target);
            replaced += deleteSameKeys(match);
            String list = Sql.quoted(match.columns());
            kept = update("INSERT INTO " + table + " (" + list + ") OVERRIDING SYSTEM VALUE SELECT " + list + " FROM "
                    + STAGED);
        }
        Sql.run(shadow, "COMMIT");
        SearchPath.clear(shadow);
        return new PreservedRows(match.rule(), match.ofSource().name(), kept, replaced, match.columnsLost());
    }

    /** Brings the target's rows into a temporary table of the shadow. */
    private void stage(PreservedRowsForecast.Match match, Table below, WorkMonitor monitor)
            throws SQLException, IOException {
        List<String> columns = match.columns();
        String list = Sql.quoted(columns);
        Sql.run(
                shadow,
                "CREATE TEMPORARY TABLE penstock_preserved ON COMMIT DROP AS SELECT " + list + " FROM "
                        + Sql.quote(match.ofSource().name()) + " WITH NO DATA");
        CopyStream.copy(
                target,
                "COPY (SELECT " + list + " FROM " + Sql.quote(below.name()) + " WHERE " + match.condition()
                        + ") TO STDOUT",
                new CopyStream.Writer(shadow, STAGED + " (" + list + ")", false),
                new RowFilter(columns, new TableRule.AsIs()),
                row -> {},
                new Bandwidth(Throttle.NONE),
                monitor);
    }

    private long deleteSameKeys(PreservedRowsForecast.Match match) throws SQLException {
        long deleted = 0;
        for (UniqueKey key : match.ofSource().uniqueKeys()) {
            if (key.plain() && match.columns().containsAll(key.columns())) {
                String same = key.columns().stream()
                        .map(column -> "t." + Sql.quote(column) + " = p." + Sql.quote(column))
                        .collect(Collectors.joining(" AND "));
                deleted += update("DELETE FROM " + Sql.quote(match.ofSource().name()) + " t USING " + STAGED
                        + " p WHERE " + same);
            }
        }
        return deleted;
    }

    private long update(String sql) throws SQLException {
        try (Statement statement = shadow.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.executeLargeUpdate(sql);
        }
    }
}
