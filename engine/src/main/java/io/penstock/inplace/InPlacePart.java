package io.penstock.inplace;

import io.penstock.PenstockException;
import io.penstock.database.BuildStep;
import io.penstock.database.Catalog;
import io.penstock.database.Database;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.InPlace;
import io.penstock.database.Marker;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.database.TargetLock;
import io.penstock.landscape.ClusterType;
import io.penstock.pseudonym.BoundMap;
import io.penstock.run.Progress;
import io.penstock.run.Work;
import io.penstock.run.Workers;
import io.penstock.sync.DatabaseRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One database that is pseudonymized where it stands. */
final class InPlacePart implements AutoCloseable {

    private final ClusterType cluster;
    private final String mark;
    private final Database database;
    private final InPlace inPlace;
    private final Catalog catalog;
    private final BoundMap map;
    private final Map<Table, TableRule> rules;
    private final Map<TableName, InPlace.Replaced> replaced = new ConcurrentHashMap<>();
    private final List<String> remains;
    private final Set<TableName> doneBefore;
    private final boolean resumed;
    private boolean sealed;
    private @Nullable TargetLock lock;

    /** @param rules of the tables that change, in the order of work */
    InPlacePart(
            ClusterType cluster,
            String mark,
            Database database,
            InPlace inPlace,
            Catalog catalog,
            BoundMap map,
            Map<Table, TableRule> rules) {
        this.cluster = cluster;
        this.mark = mark;
        this.database = database;
        this.inPlace = inPlace;
        this.catalog = catalog;
        this.map = map;
        this.rules = rules;
        this.remains = inPlace.remains();
        this.resumed = inPlace.begun().isPresent();
        this.doneBefore = resumed ? inPlace.done() : new TreeSet<>();
    }

    ClusterType cluster() {
        return cluster;
    }

    /** {@code landscape/environment/cluster}. */
    String mark() {
        return mark;
    }

    /** Where the database is, for people. */
    String name() {
        return database.facts().where();
    }

    Database database() {
        return database;
    }

    InPlace inPlace() {
        return inPlace;
    }

    Catalog catalog() {
        return catalog;
    }

    BoundMap map() {
        return map;
    }

    Map<Table, TableRule> rules() {
        return rules;
    }

    /** Whether a run that died is taken up. */
    boolean resumed() {
        return resumed;
    }

    /** The tables that it had done. */
    Set<TableName> doneBefore() {
        return doneBefore;
    }

    /** Where raw values stay after the run; as phrases. */
    List<String> remains() {
        return remains;
    }

    boolean sealed() {
        return sealed;
    }

    InPlace.@Nullable Replaced replaced(TableName table) {
        return replaced.get(table);
    }

    void lock(String holder) {
        lock = database.lock(holder);
        if (inPlace.begun().isPresent() != resumed
                || database.marker().flatMap(Marker::sealed).isPresent()) {
            throw new PenstockException(
                    DatabaseProblem.TARGET_LOCKED,
                    "Another run has worked on " + database.facts().where() + " since this one was planned.",
                    "Run the command again.");
        }
    }

    /** About how much work it is, in bytes: rows are read, replaced and written. */
    long weight() {
        return rules.keySet().stream().mapToLong(Table::bytes).sum();
    }

    void run(String run, Workers crew, Progress progress) {
        progress.stage("recording");
        try (Progress.Activity activity =
                progress.begin("record", "of " + database.facts().where(), 0)) {
            if (!resumed) {
                inPlace.begin(DatabaseRules.sealOf(map), assignments(), kept(), catalog, rules, activity);
            }
            activity.completed();
        }
        inPlace.keptValues(map::keep);
        progress.stage("replacing");
        crew.run(tables(), progress);
        progress.stage("finishing");
        crew.run(closing(), progress);
        progress.cancellation().check();
        inPlace.finish(new Marker(mark, DatabaseRules.of(map).seal(run)));
        sealed = true;
    }

    List<InPlace.Assignment> assignments() {
        return map.personalColumns().stream()
                .map(column -> new InPlace.Assignment(
                        column.table(), column.column(), column.pseudonymizer(), condition(column.table())))
                .toList();
    }

    @Nullable
    String condition(TableName table) {
        var condition = map.keptRows().get(table);
        return condition == null ? null : condition.sql();
    }

    List<InPlace.KeptColumn> kept() {
        return map.keptColumns().stream()
                .map(column -> new InPlace.KeptColumn(column.table(), column.column(), column.label()))
                .toList();
    }

    /** Tables of one tree follow one another: a trigger of the upper one is switched off for all. */
    private List<Work> tables() {
        List<Work> works = new ArrayList<>();
        Map<TableName, Work> lastOf = new HashMap<>();
        rules.forEach((table, rule) -> {
            if (doneBefore.contains(table.name())) {
                return;
            }
            TableName root = root(table);
            Work before = lastOf.get(root);
            Work work = new Work(
                    "replace",
                    table.name().toString(),
                    table.name().toString(),
                    table.bytes(),
                    table.bytes(),
                    before == null ? List.of() : List.of(before),
                    monitor -> replaced.put(table.name(), inPlace.replace(catalog, table, rule, monitor)));
            lastOf.put(root, work);
            works.add(work);
        });
        return works;
    }

    private TableName root(Table table) {
        return table.parents().stream()
                .findFirst()
                .flatMap(catalog::table)
                .map(this::root)
                .orElse(table.name());
    }

    private List<Work> closing() {
        List<Work> works = new ArrayList<>();
        Map<TableName, Work> lastOn = new HashMap<>();
        for (BuildStep step : inPlace.closingSteps(catalog, rules, map.copiesLargeObjects())) {
            List<Work> after = new ArrayList<>();
            if (step.stage() == BuildStep.Stage.FINISH) {
                after.addAll(works);
            }
            for (TableName table : step.tables()) {
                Work before = lastOn.get(table);
                if (before != null) {
                    after.add(before);
                }
            }
            Work work = new Work(
                    step.stage() == BuildStep.Stage.FINISH ? "finish" : "constraint",
                    step.name(),
                    null,
                    step.weight(),
                    0,
                    after,
                    monitor -> step.action().run(monitor));
            step.tables().forEach(table -> lastOn.put(table, work));
            works.add(work);
        }
        return works;
    }

    @Override
    public void close() {
        inPlace.close();
        try {
            if (lock != null) {
                lock.close();
            }
        } finally {
            database.close();
        }
    }
}
