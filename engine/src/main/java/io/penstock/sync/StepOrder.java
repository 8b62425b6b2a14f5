package io.penstock.sync;

import io.penstock.database.BuildStep;
import io.penstock.database.TableName;
import io.penstock.run.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts what follows the rows behind the work that it needs: indexes behind the rows of their table, constraints behind its indexes and proof, the rest behind all. */
final class StepOrder {

    private final List<Work> all;
    private final Map<TableName, List<Work>> loaded;
    private final Map<TableName, List<Work>> built;

    /**
     * @param all work so far; steps are added to it
     * @param loaded by table, the work after which its rows are there
     * @param built by table, the work after which its rows, indexes and proof are there
     */
    StepOrder(List<Work> all, Map<TableName, List<Work>> loaded, Map<TableName, List<Work>> built) {
        this.all = all;
        this.loaded = loaded;
        this.built = built;
    }

    /** Adds the steps, which stand in the order in which they should run. */
    void add(List<BuildStep> steps) {
        Map<TableName, Work> lastOn = new HashMap<>();
        Work last = null;
        for (BuildStep step : steps) {
            List<Work> after = new ArrayList<>();
            if (step.stage() == BuildStep.Stage.FINISH) {
                after.addAll(last == null ? all : List.of(last));
            } else {
                for (TableName table : step.tables()) {
                    boolean index = step.stage() == BuildStep.Stage.INDEX;
                    after.addAll((index ? loaded : built).getOrDefault(table, List.of()));
                    Work before = lastOn.get(table);
                    if (!index && before != null) {
                        after.add(before);
                    }
                }
            }
            Work work = new Work(
                    kind(step),
                    step.name(),
                    step.tables().size() == 1 ? step.tables().iterator().next().toString() : null,
                    step.weight(),
                    0,
                    after,
                    monitor -> step.action().run(monitor));
            all.add(work);
            switch (step.stage()) {
                case INDEX ->
                    step.tables()
                            .forEach(table -> built.computeIfAbsent(table, key -> new ArrayList<>())
                                    .add(work));
                case CONSTRAINT -> step.tables().forEach(table -> lastOn.put(table, work));
                case FINISH -> last = work;
            }
        }
    }

    private static String kind(BuildStep step) {
        return switch (step.stage()) {
            case INDEX -> "index";
            case CONSTRAINT -> "constraint";
            case FINISH -> "finish";
        };
    }
}
