package io.penstock.database;

import io.penstock.landscape.PreservedRowsRule;
import io.penstock.landscape.Throttle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A copy of one database beside another, driven as a run drives it, by one thread. */
final class TestCopy implements AutoCloseable {

    final Database source;
    final Database target;
    final Snapshot snapshot;
    final TargetLock lock;
    final Shadow shadow;
    final CountingMonitor monitor = new CountingMonitor();
    private final Map<String, RowSum> sums = new HashMap<>();
    private final Map<String, TableRule> rules = new HashMap<>();

    TestCopy(Dialect dialect, TestDatabase from, TestDatabase to) {
        source = from.open(dialect);
        target = to.open(dialect);
        lock = target.lock("test run");
        snapshot = source.snapshot(2, Throttle.NONE);
        shadow = lock.shadow(snapshot, Map.of(), 2);
    }

    /** A rule for a table; the others are copied as they are. */
    TestCopy with(String table, TableRule rule) {
        rules.put(table, rule);
        return this;
    }

    TestCopy structure() {
        shadow.createStructure(monitor);
        return this;
    }

    TestCopy rows() {
        for (Table table : snapshot.catalog().tables()) {
            if (table.hasRows()) {
                RowSum sum = RowSum.ZERO;
                for (TablePart part : snapshot.parts(table)) {
                    sum = sum.plus(shadow.copy(part, rule(table), monitor));
                }
                sums.put(table.name().name(), sum);
            }
        }
        return this;
    }

    TestCopy steps(PreservedRowsRule... preserve) {
        List<BuildStep> steps = shadow.buildSteps(true, List.of(preserve));
        for (BuildStep.Stage stage : BuildStep.Stage.values()) {
            for (BuildStep step : steps) {
                if (step.stage() == stage) {
                    step.action().run(monitor);
                }
            }
        }
        return this;
    }

    TestCopy whole(PreservedRowsRule... preserve) {
        return structure().rows().steps(preserve);
    }

    RowSum readBack(String table) {
        Table found = snapshot.catalog().find(table).orElseThrow();
        return shadow.sum(found, rule(found), RowScan.NONE, monitor);
    }

    /** The sum that was taken while the table was copied. */
    RowSum summed(String table) {
        return Objects.requireNonNull(sums.get(table), table);
    }

    void swap(String run, int keepReplaced) {
        shadow.bringLastPreserved(monitor);
        shadow.swapping(new Marker("acme/uat/edit", "key1+map1"), run).make(List.of());
        lock.prune(keepReplaced);
    }

    private TableRule rule(Table table) {
        return rules.getOrDefault(table.name().name(), new TableRule.AsIs());
    }

    @Override
    public void close() {
        shadow.close();
        snapshot.close();
        lock.close();
        source.close();
        target.close();
    }
}
