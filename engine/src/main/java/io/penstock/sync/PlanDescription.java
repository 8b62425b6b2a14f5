package io.penstock.sync;

import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Hook;
import io.penstock.landscape.Lifecycle;
import io.penstock.pseudonym.BoundMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in words and figures what the refresh of a database will do. */
final class PlanDescription {

    /** Table bytes a second, with indexes, keys and proof, as measured (docs/performance.md); a rough guide, no promise. */
    private static final long BYTES_PER_SECOND = 20_000_000;

    private final DatabaseSync sync;
    private final SyncRequest request;

    PlanDescription(DatabaseSync sync, SyncRequest request) {
        this.sync = sync;
        this.request = request;
    }

    SyncPlan.DatabasePlan describe() {
        Map<TableName, List<SyncPlan.ColumnPlan>> personal = new HashMap<>();
        for (BoundMap.PersonalColumn column : sync.rules().map().personalColumns()) {
            personal.computeIfAbsent(column.table(), key -> new ArrayList<>())
                    .add(new SyncPlan.ColumnPlan(
                            column.column(),
                            column.pseudonymizer(),
                            column.sample(),
                            column.example(),
                            column.losesContent()));
        }
        List<SyncPlan.TablePlan> tables = new ArrayList<>();
        long rows = 0;
        long bytes = 0;
        for (Table table : sync.catalog().tables()) {
            if (table.hasRows()) {
                TableRule rule = sync.rules().rule(table.name());
                boolean empty = rule instanceof TableRule.Empty;
                rows += empty ? 0 : table.estimatedRows();
                bytes += empty ? 0 : table.bytes();
                tables.add(new SyncPlan.TablePlan(
                        table.name().toString(),
                        treatment(rule),
                        table.estimatedRows(),
                        table.bytes(),
                        rule instanceof TableRule.Rewritten
                                ? personal.getOrDefault(table.name(), List.of())
                                : List.of()));
            }
        }
        return new SyncPlan.DatabasePlan(
                sync.source().facts().where(),
                sync.target().facts().where(),
                sync.target().marker().isEmpty(),
                sync.rules().asIs(),
                !sync.wasSealed() && !request.keepUnsealed() && !sync.target().isEmpty(),
                rows,
                bytes,
                1 + bytes / BYTES_PER_SECOND,
                tables,
                preserved(),
                AccountWords.plans(sync.rules().map().accounts()),
                sync.source().notCarried(),
                sync.configuration().plan(sync.source(), sync.rules().map()),
                sync.configuration().uncovered(),
                sync.configuration().stepsToPrepare().orElse(null));
    }

    private List<SyncPlan.PreservedPlan> preserved() {
        return sync.foresee().stream()
                .map(rows -> new SyncPlan.PreservedPlan(
                        rows.table().toString(),
                        rows.rule().where(),
                        rows.kept(),
                        rows.replaced(),
                        rows.columnsLost(),
                        new PreservedRowsWords(sync.rules().map()).remarks(rows)))
                .toList();
    }

    static String treatment(TableRule rule) {
        if (rule instanceof TableRule.Empty) {
            return "empty";
        }
        return rule instanceof TableRule.Rewritten ? "pseudonymized" : "as is";
    }

    static List<String> steps(List<SyncPlan.ClusterPlan> clusters, SyncRequest request, Environment target) {
        Lifecycle lifecycle = target.lifecycle();
        List<String> steps = new ArrayList<>();
        for (SyncPlan.ClusterPlan cluster : clusters) {
            if (cluster.files() != null) {
                steps.add(cluster.cluster() + ": stage copies of new and changed files beside the target");
            }
            if (cluster.database() != null) {
                steps.add(cluster.cluster() + ": make the source's structure in a shadow database");
                steps.add(cluster.cluster() + ": copy all rows of one snapshot, personal fields replaced on the way");
                steps.add(cluster.cluster() + ": build indexes, read every row back and compare, check foreign keys");
                if (!cluster.database().preserved().isEmpty()) {
                    steps.add(
                            cluster.cluster() + ": bring the preserved rows of " + request.target() + " into the copy");
                }
                if (target.prepared()) {
                    Integer count = cluster.database().stepsToPrepare();
                    steps.add(cluster.cluster() + ": prepare the copy for the cartridges of " + request.target()
                            + (count == null ? "" : ", " + count + (count == 1 ? " step" : " steps")));
                }
                SyncPlan.ConfigurationPlan set = cluster.database().configuration();
                if (set != null) {
                    steps.add(cluster.cluster() + ": apply the configuration set of " + request.target()
                            + (set.commit() == null ? "" : ", commit " + set.commit()));
                }
            }
        }
        if (!target.forbiddenContacts().isEmpty()) {
            steps.add("look for forbidden contacts in the copies and the staged files");
        }
        steps.add("gate: everything above is done and proven, or nothing more happens");
        if (lifecycle.project() != null) {
            steps.add(
                    "check out the configuration project " + lifecycle.project().source());
        }
        hook(lifecycle.silence(), "silence monitoring", steps);
        hook(lifecycle.stop(), "stop the application", steps);
        if (clusters.stream().anyMatch(cluster -> cluster.database() != null)) {
            steps.add("swap the databases by renaming; sessions of " + request.target() + " are ended");
        }
        if (clusters.stream().anyMatch(cluster -> cluster.files() != null)) {
            steps.add("rename the staged files into place"
                    + (request.delete() ? ", then delete what the source does not have" : ""));
        }
        if (lifecycle.project() != null) {
            steps.add("run the scripts of the configuration project: "
                    + String.join(", ", lifecycle.project().run()));
        }
        hook(lifecycle.start(), "start the application", steps);
        hook(lifecycle.healthy(), "wait until it is healthy", steps);
        hook(lifecycle.searchIndex(), "rebuild the search index", steps);
        hook(lifecycle.silence(), "resume monitoring", steps);
        return steps;
    }

    private static void hook(@Nullable Hook hook, String step, List<String> steps) {
        if (hook != null) {
            steps.add(step);
        }
    }
}
