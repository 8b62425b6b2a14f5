package io.penstock.inplace;

import io.penstock.PenstockException;
import io.penstock.Problem;
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
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.ClusterType;
import io.penstock.pseudonym.BoundMap;
import io.penstock.pseudonym.evidence.TableCount;
import io.penstock.run.Progress;
import io.penstock.run.Work;
import io.penstock.run.Workers;
import io.penstock.sync.DatabaseRules;
import io.penstock.sync.ProofInPlace;
import io.penstock.sync.SyncReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One database that is pseudonymized where it stands. */
final class InPlacePart implements AutoCloseable {

    private static final String RESTORE =
            "The database bears no seal. Name the column as personal in personal-data.yaml, restore the database again, and run the command again.";

    private final ClusterType cluster;
    private final String mark;
    private final Database database;
    private final InPlace inPlace;
    private final Catalog catalog;
    private final BoundMap map;
    private final Map<Table, TableRule> rules;
    private final Map<TableName, InPlace.Replaced> replaced = new ConcurrentHashMap<>();
    private final List<String> remains;
    private final Map<TableName, InPlace.Replaced> doneBefore;
    private final Map<TableName, TableCount> counts = new ConcurrentHashMap<>();
    private final boolean resumed;
    private SyncReport.@Nullable LeaksReport leaks;
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
        this.doneBefore = resumed ? inPlace.done() : Map.of();
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

    /** The tables that it had done, with what it had done to them. */
    Map<TableName, InPlace.Replaced> doneBefore() {
        return doneBefore;
    }

    /** Where raw values stay after the run; as phrases. */
    List<String> remains() {
        return remains;
    }

    boolean sealed() {
        return sealed;
    }

    /** What was done to a table, by this run or by one that died; absent when it is as it was. */
    InPlace.@Nullable Replaced replaced(TableName table) {
        return doneBefore.getOrDefault(table, replaced.get(table));
    }

    /** What this run did to the columns of a table. */
    TableCount count(TableName table) {
        return counts.computeIfAbsent(table, name -> new TableCount());
    }

    /** What was looked for in the end; absent when nothing was. */
    SyncReport.@Nullable LeaksReport leaks() {
        return leaks;
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

    /** About how much work it is, in bytes: rows are read, replaced and written; then all are searched. */
    long weight() {
        return rules.keySet().stream().mapToLong(Table::bytes).sum()
                + ProofInPlace.effort(catalog.tables().stream()
                        .filter(Table::hasRows)
                        .mapToLong(Table::bytes)
                        .sum());
    }

    /**
     * Replaces the rows, and seals the database when nothing of what was replaced is found in it any more.
     *
     * @param sessions that search it at once
     * @param temporary a directory for temporary files
     */
    void run(String run, Workers crew, Progress progress, int sessions, Path temporary) {
        progress.stage("recording");
        try (Progress.Activity activity =
                progress.begin("record", "of " + database.facts().where(), 0)) {
            if (!resumed) {
                inPlace.begin(DatabaseRules.sealOf(map), assignments(), kept(), catalog, rules, activity);
            }
            activity.completed();
        }
        try (ProofInPlace proof = new ProofInPlace(map, temporary)) {
            inPlace.keptValues(map::keep);
            progress.stage("replacing");
            crew.run(tables(proof), progress);
            progress.stage("finishing");
            crew.run(closing(), progress);
            proof.search(database, sessions, crew, progress);
            leaks = proof.report();
            requireNone(proof.found(RESTORE));
            progress.cancellation().check();
            inPlace.finish(new Marker(mark, proof.seal(run)));
            sealed = true;
        }
    }

    private void requireNone(List<Problem> found) {
        if (!found.isEmpty()) {
            inPlace.leaking();
            throw new PenstockException(found);
        }
    }

    private void replace(Table table, TableRule rule, WorkMonitor monitor) {
        TableCount.Reader reader = count(table.name()).reader(rule);
        replaced.put(table.name(), inPlace.replace(catalog, table, reader.rule(), monitor));
        reader.done();
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
    private List<Work> tables(ProofInPlace proof) {
        List<Work> works = new ArrayList<>();
        Map<TableName, Work> lastOf = new HashMap<>();
        rules.forEach((table, rule) -> {
            if (doneBefore.containsKey(table.name())) {
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
                    monitor -> replace(table, proof.watched(table, rule), monitor));
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
