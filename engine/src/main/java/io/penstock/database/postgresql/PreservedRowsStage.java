package io.penstock.database.postgresql;

import io.penstock.database.Bandwidth;
import io.penstock.database.Catalog;
import io.penstock.database.Condition;
import io.penstock.database.PreservedMatch;
import io.penstock.database.RowSum;
import io.penstock.database.Table;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.Throttle;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Brings the target's rows into temporary tables of the shadow, which the transaction takes away when it ends. */
final class PreservedRowsStage {

    /**
     * Rows of the target, brought.
     *
     * @param table as SQL names the temporary table; it has the columns of the flow, in the types of the source
     * @param sum of all rows
     */
    record Staged(PreservedMatch match, PreservedMatch.Flow flow, String table, RowSum sum) {}

    private final Connection target;
    private final Catalog ofTarget;
    private final Connection shadow;
    private final WorkMonitor monitor;
    private int tables;

    PreservedRowsStage(Connection target, Catalog ofTarget, Connection shadow, WorkMonitor monitor) {
        this.target = target;
        this.ofTarget = ofTarget;
        this.shadow = shadow;
        this.monitor = monitor;
    }

    List<Staged> of(PreservedMatch match) throws SQLException, IOException {
        List<Staged> result = new ArrayList<>();
        for (PreservedMatch.Flow flow : match.flows()) {
            if (!flow.columns().isEmpty()) {
                result.add(stage(match, flow));
            }
        }
        return result;
    }

    private Staged stage(PreservedMatch match, PreservedMatch.Flow flow) throws SQLException, IOException {
        String name = "penstock_preserved_" + tables++;
        String table = "pg_temp." + name;
        String list = Sql.quoted(flow.columns());
        Sql.run(
                shadow,
                "CREATE TEMPORARY TABLE " + name + " ON COMMIT DROP AS SELECT " + list + " FROM "
                        + Sql.quote(flow.to().name()) + " WITH NO DATA");
        SearchPath.set(target, ofTarget);
        RowSum sum = RowSum.ZERO;
        for (Table from : flow.from()) {
            sum = sum.plus(copy(from, match.condition(), list, table, flow.columns()));
        }
        SearchPath.clear(target);
        Sql.run(shadow, "ANALYZE " + table);
        return new Staged(match, flow, table, sum);
    }

    private RowSum copy(Table from, Condition condition, String list, String table, List<String> columns)
            throws SQLException, IOException {
        RowFilter filter = new RowFilter(columns, new TableRule.AsIs());
        CopyStream.copy(
                target,
                "COPY (SELECT " + list + " FROM " + RowSource.of(from, condition) + " WHERE " + condition.bracketed()
                        + ") TO STDOUT",
                new CopyStream.Writer(shadow, table + " (" + list + ")", false),
                filter,
                row -> {},
                new Bandwidth(Throttle.NONE),
                monitor);
        return filter.sum();
    }
}
