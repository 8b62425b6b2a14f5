package io.penstock.sync;

import io.penstock.Problem;
import io.penstock.database.BuildStep;
import io.penstock.database.Catalog;
import io.penstock.database.Database;
import io.penstock.database.Exchange;
import io.penstock.database.Marker;
import io.penstock.database.PreservedRows;
import io.penstock.database.RowSum;
import io.penstock.database.Shadow;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.database.TargetLock;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.Environment;
import io.penstock.pseudonym.evidence.TableCount;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import io.penstock.run.Work;
import io.penstock.run.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The refresh of one database: built beside the target, proven, then swapped in. Closed before the swap, the target is as it was. */
final class DatabaseSync implements AutoCloseable {

    private final Environment environment;
    private final String mark;
    private final Database source;
    private final Database target;
    private final Snapshot snapshot;
    private DatabaseRules rules;
    private @Nullable SealedRows sealing;
    private boolean sealBroken;
    private final TargetConfiguration configuration;
    private final int workers;
    private final boolean wasSealed;
    private final Map<TableName, RowSum> copied = new ConcurrentHashMap<>();
    private final Map<TableName, TableCount> counts = new ConcurrentHashMap<>();
    private final Set<String> proven = ConcurrentHashMap.newKeySet();
    private SyncReport.@Nullable LeaksReport found;
    private @Nullable TargetLock lock;
    private @Nullable Shadow shadow;
    private @Nullable CopiedRows start;
    private boolean complete;

    DatabaseSync(
            Environment environment,
            String mark,
            Database source,
            Database target,
            Snapshot snapshot,
            DatabaseRules rules,
            TargetConfiguration configuration,
            int workers) {
        this.environment = environment;
        this.mark = mark;
        this.source = source;
        this.target = target;
        this.snapshot = snapshot;
        this.rules = rules;
        this.configuration = configuration;
        this.workers = workers;
        this.wasSealed = target.marker().flatMap(Marker::sealed).isPresent();
    }

    Database source() {
        return source;
    }

    Database target() {
        return target;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    DatabaseRules rules() {
        return rules;
    }

    /** @param takesUp whether what a dead run left is to be gone on with */
    void lock(String holder, boolean takesUp) {
        lock = takesUp ? target.lockToResume(holder) : target.lock(holder);
    }

    /** About how much work {@link #build} will be, in the unit of their efforts: each row is copied, indexed, and read back. */
    long estimatedWeight() {
        long bytes = 0;
        for (Table table : snapshot.catalog().tables()) {
            if (table.hasRows() && !(rules.rule(table.name()) instanceof TableRule.Empty)) {
                bytes += table.bytes();
            }
        }
        return 2 * bytes;
    }

    /**
     * Builds and proves the copy.
     *
     * @param temporary a directory for temporary files
     */
    void build(Attempt attempt, Workers crew, Progress progress, Expectation expectation, Proof proof, Path temporary) {
        DatabaseRules proven = rules.proven(snapshot, crew, progress);
        sealBroken = rules.asIs() && !proven.asIs();
        rules = proven;
        try (DatabaseLeaks leaks = DatabaseLeaks.of(rules, temporary, proof == Proof.ROWS_AND_LEAKS)) {
            build(attempt, crew, progress, expectation, proof != Proof.NOTHING, leaks);
        }
    }

    private void build(
            Attempt attempt,
            Workers crew,
            Progress progress,
            Expectation expectation,
            boolean prove,
            DatabaseLeaks leaks) {
        Shadow copy = requireLock().shadow(snapshot, environment.roles(), workers, attempt.terms(rules));
        shadow = copy;
        CopiedRows begun = new CopiedRows(copy, this::count, copied);
        start = begun;
        begun.structure(attempt.takesUp(), target.facts().where(), progress);
        rules.keepValues(snapshot);
        begun.compare(catalog().tables(), table -> leaks.watched(table, rule(table)), crew, progress);
        List<Work> works = works(copy, begun, prove, leaks, attempt.run(), progress);
        expectation.know(this, works.stream().mapToLong(Work::effort).sum());
        progress.stage(SyncStep.COPYING.label());
        crew.run(works, progress);
        snapshot.rest();
        configuration.show(leaks.scan());
        leaks.searchRest(copy, crew, progress);
        found = leaks.report();
        leaks.requireNone();
        complete = true;
    }

    private TableRule rule(Table table) {
        return table.hasRows() ? rules.rule(table.name()) : new TableRule.Empty();
    }

    private List<Work> works(
            Shadow copy, CopiedRows begun, boolean prove, DatabaseLeaks leaks, Run run, Progress progress) {
        List<Work> all = new ArrayList<>();
        Map<TableName, List<Work>> loaded = new TreeMap<>();
        Map<TableName, List<Work>> built = new HashMap<>();
        for (Table table : snapshot.catalog().tables()) {
            TableRule rule = rule(table);
            if (!(rule instanceof TableRule.Empty)) {
                List<Work> parts = begun.copies(table, leaks.watched(table, rule));
                loaded.put(table.name(), parts);
                built.computeIfAbsent(table.name(), key -> new ArrayList<>()).addAll(parts);
                all.addAll(parts);
            }
        }
        if (prove) {
            // Without one of them the copy is thrown away: each is made anew over all rows.
            leaks.trustForeignKeys(catalog());
            SealedRows summing = new SealedRows(rules.map(), configuration.scan(leaks.scan()));
            sealing = summing;
            new DatabaseProof(copy, catalog(), rules, leaks, summing, copied, proven).add(all, loaded, built);
        }
        List<BuildStep> steps = copy.buildSteps(rules.copiesLargeObjects(), environment.preserve());
        new StepOrder(all, loaded, built).add(configuration.among(steps, copy, rules, prove, run, progress));
        return all;
    }

    /** Looks at the preserved rows once more: right before the swap, so that no change of them is lost. */
    void bringLastPreserved(Progress progress) {
        Shadow built = shadow;
        if (built != null && !environment.preserve().isEmpty()) {
            try (Progress.Activity activity = progress.begin("finish", "last preserved rows of " + mark, 0)) {
                built.bringLastPreserved(activity);
                configuration.afterLastPreserved(built, activity);
                activity.completed();
            }
        }
    }

    /** What the finished copy holds that must not stand in the target. */
    List<Problem> forbiddenContacts(WorkMonitor monitor) {
        Shadow built = shadow;
        return built == null ? List.of() : configuration.verdict(built, monitor);
    }

    /** Readies the copy to take the target's place; the replaced database will stay beside it until {@link #prune}. */
    Exchange swapping(String run) {
        Shadow built = shadow;
        if (built == null) {
            throw new IllegalStateException("nothing was built");
        }
        String rows = sealing == null ? "" : SealedRows.text(sealing.sum());
        return built.swapping(rules.marker(mark, run, rows), run);
    }

    /** Removes the replaced databases that are not kept for undo. */
    void prune(boolean keepUnsealed) {
        requireLock().prune(wasSealed || keepUnsealed ? environment.undo() : 0);
    }

    /** Whether the database that will be replaced came from a sync; else it may hold anything, and is not kept unless asked for. */
    boolean wasSealed() {
        return wasSealed;
    }

    long rowsCopied(TableName table) {
        return copied.getOrDefault(table, RowSum.ZERO).rows();
    }

    /** What the rules did to the rows of a table. */
    TableCount count(TableName table) {
        return counts.computeIfAbsent(table, name -> new TableCount());
    }

    /** Whether the copy is whole, with its keys and foreign keys. */
    boolean isBuilt() {
        return complete;
    }

    /** Whether the rows of a table were read back and found equal. */
    boolean isProven(String table) {
        return proven.contains(table);
    }

    /** What the rules to preserve rows would do. */
    List<PreservedRows> foresee() {
        return target.foresee(environment.preserve(), snapshot, rules::rule);
    }

    TargetConfiguration configuration() {
        return configuration;
    }

    /** What the leak check found; absent where it was not made. */
    SyncReport.@Nullable LeaksReport leaks() {
        return found;
    }

    List<PreservedRows> preserved() {
        return shadow == null ? List.of() : shadow.preserved();
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (sealBroken) {
            remarks.add(
                    "the personal columns of the source do not hold what its seal names: rows came in or changed since it was refreshed; so all of them were pseudonymized, and their pseudonyms differ from those of the source");
        }
        if (start != null) {
            start.remark().ifPresent(remarks::add);
        }
        if (shadow != null) {
            remarks.addAll(shadow.remarks());
            remarks.addAll(configuration.remarks());
        }
        return remarks;
    }

    Catalog catalog() {
        return snapshot.catalog();
    }

    TargetLock requireLock() {
        TargetLock held = lock;
        if (held == null) {
            throw new IllegalStateException("the target is not locked");
        }
        return held;
    }

    @Override
    public void close() {
        try {
            if (shadow != null) {
                shadow.close();
            }
        } finally {
            if (lock != null) {
                lock.close();
            }
            snapshot.close();
            source.close();
            target.close();
        }
    }
}
