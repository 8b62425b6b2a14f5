package io.penstock.sync;

import io.penstock.database.RowSum;
import io.penstock.database.Shadow;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import io.penstock.pseudonym.evidence.TableCount;
import io.penstock.run.Progress;
import io.penstock.run.Work;
import io.penstock.run.Workers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * The rows of a copy, and how it begins: anew, or with what a process has loaded that died. What was loaded is taken through its rules once more: rows count as copied, and personal values as read, only if
 * they are read by this process, whether they are then written or not.
 */
final class CopiedRows {

    private final Shadow copy;
    private final Function<TableName, TableCount> counts;
    private final Map<TableName, RowSum> copied;
    private final Set<TablePart> kept = ConcurrentHashMap.newKeySet();
    private final Collection<TablePart> differing = new ConcurrentLinkedQueue<>();
    private Optional<String> remark = Optional.empty();
    private boolean takenUp;

    /** @param copied the sums of what is kept are added to it */
    CopiedRows(Shadow copy, Function<TableName, TableCount> counts, Map<TableName, RowSum> copied) {
        this.copy = copy;
        this.counts = counts;
        this.copied = copied;
    }

    /** Makes the structure, unless it is there. */
    void structure(boolean takesUp, String where, Progress progress) {
        progress.stage(SyncStep.STRUCTURE.label());
        try (Progress.Activity activity = progress.begin("structure", "of " + where, 0)) {
            Optional<String> obstacle = takesUp ? copy.takeUp(activity) : Optional.of("");
            takenUp = obstacle.isEmpty();
            if (!takenUp) {
                remark = obstacle.filter(why -> !why.isEmpty())
                        .map(why ->
                                "the copy was begun anew, for what the process that died had left could not be gone on with: "
                                        + why);
                copy.createStructure(activity);
            }
            activity.completed();
        }
    }

    /** Compares what was loaded with the source, and removes what differs. */
    void compare(List<Table> tables, Function<Table, TableRule> rules, Workers crew, Progress progress) {
        if (!takenUp) {
            return;
        }
        List<Work> works = new ArrayList<>();
        int parts = 0;
        for (Table table : tables) {
            TableRule rule = rules.apply(table);
            if (rule instanceof TableRule.Empty) {
                continue;
            }
            for (TablePart part : copy.parts(table)) {
                parts++;
                if (copy.isLoaded(part)) {
                    works.add(new Work(
                            "compare",
                            part.shown(),
                            table.name().toString(),
                            part.bytes(),
                            part.bytes(),
                            List.of(),
                            monitor -> compare(part, rule, monitor)));
                }
            }
        }
        progress.stage(SyncStep.COMPARING.label());
        crew.run(works, progress);
        try (Progress.Activity activity = progress.begin("compare", "the rest", 0)) {
            copy.discard(differing, activity);
            activity.completed();
        }
        remark = Optional.of("taken up where a process had died: of " + parts + " parts " + kept.size()
                + " were loaded and the same in the source, " + differing.size() + " were loaded and had changed, "
                + (parts - kept.size() - differing.size()) + " were not loaded");
    }

    private void compare(TablePart part, TableRule rule, WorkMonitor monitor) {
        TableCount.Reader reader = counts.apply(part.table()).reader(rule);
        Optional<RowSum> sum = copy.unchanged(part, reader.rule(), monitor);
        if (sum.isPresent()) {
            reader.done();
            copied.merge(part.table(), sum.get(), RowSum::plus);
            kept.add(part);
        } else {
            differing.add(part);
        }
    }

    /** What copies the parts of a table that are not there already. */
    List<Work> copies(Table table, TableRule rule) {
        List<Work> works = new ArrayList<>();
        for (TablePart part : copy.parts(table)) {
            if (!kept.contains(part)) {
                works.add(new Work(
                        "copy",
                        part.shown(),
                        table.name().toString(),
                        part.bytes(),
                        part.bytes(),
                        List.of(),
                        monitor -> copy(part, rule, monitor)));
            }
        }
        return works;
    }

    private void copy(TablePart part, TableRule rule, WorkMonitor monitor) {
        TableCount.Reader reader = counts.apply(part.table()).reader(rule);
        RowSum sum = copy.copy(part, reader.rule(), monitor);
        reader.done();
        copied.merge(part.table(), sum, RowSum::plus);
    }

    /** What people should know of it. */
    Optional<String> remark() {
        return remark;
    }
}
