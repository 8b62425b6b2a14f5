package io.penstock.prepare.rehearsal;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.BuildStep;
import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.Shadow;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.database.TargetLock;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Throttle;
import io.penstock.run.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A copy of a database beside it, rows and all, under the name that copies in the making have. It is never swapped in: closing removes it, and what a killed process leaves is
 * removed by whoever next locks the database. The database is read in a snapshot as a sync reads it, and locked against other runs of Penstock, not against its application.
 */
final class ScratchCopy implements AutoCloseable {

    private final Database target;
    private final TargetLock lock;
    private final Shadow shadow;
    private final String where;

    private ScratchCopy(Database target, TargetLock lock, Shadow shadow, String where) {
        this.where = where;
        this.target = target;
        this.lock = lock;
        this.shadow = shadow;
    }

    /**
     * Makes it.
     *
     * @param holder shown to who finds the database locked
     * @throws PenstockException with all that keeps the database from being copied, or what befell
     */
    static ScratchCopy of(
            Dialect dialect, DatabaseAddress address, Throttle throttle, String holder, Progress progress) {
        Database target = dialect.open(address, address.url(), holder);
        return unlessFailing(target::close, () -> {
            try (Database source = dialect.open(address, address.url(), holder)) {
                requireAble(source, target);
                TargetLock lock = target.lock(holder);
                return unlessFailing(lock::close, () -> {
                    try (Snapshot snapshot = source.snapshot(1, throttle)) {
                        Shadow shadow = lock.shadow(snapshot, Map.of(), 1);
                        return unlessFailing(shadow::close, () -> {
                            fill(shadow, snapshot, progress);
                            return new ScratchCopy(target, lock, shadow, where(dialect, shadow, holder));
                        });
                    }
                });
            }
        });
    }

    private static String where(Dialect dialect, Shadow shadow, String holder) {
        try (Database copy = dialect.open(shadow.address(), shadow.address().url(), holder)) {
            return copy.facts().where();
        }
    }

    /** Gives what the work gives; undoes what came before it where it fails. */
    private static <T> T unlessFailing(Runnable undo, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            try {
                undo.run();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private static void requireAble(Database source, Database target) {
        List<Problem> problems = new ArrayList<>(source.obstaclesToReading());
        target.obstaclesToReplacing(source).stream()
                .filter(problem -> !problems.contains(problem))
                .forEach(problems::add);
        if (problems.isEmpty() && source.catalog().largeObjects() > 0) {
            problems.addAll(source.obstaclesToReadingLargeObjects());
        }
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
    }

    private static void fill(Shadow shadow, Snapshot snapshot, Progress progress) {
        progress.stage("scratch copy");
        List<Table> tables = snapshot.catalog().tables().stream()
                .filter(Table::hasRows)
                .sorted(Comparator.comparingLong(Table::bytes).reversed())
                .toList();
        progress.expect(tables.stream().mapToLong(Table::bytes).sum());
        try (Progress.Activity activity = progress.begin("structure", "of the scratch copy", 0)) {
            shadow.createStructure(activity);
            activity.completed();
        }
        for (Table table : tables) {
            for (TablePart part : shadow.parts(table)) {
                try (Progress.Activity activity = progress.begin("copy", part.shown(), part.bytes())) {
                    shadow.copy(part, new TableRule.AsIs(), activity);
                    activity.completed();
                }
            }
        }
        List<BuildStep> steps =
                new ArrayList<>(shadow.buildSteps(snapshot.catalog().largeObjects() > 0, List.of()));
        steps.sort(Comparator.comparing(BuildStep::stage));
        for (BuildStep step : steps) {
            try (Progress.Activity activity = progress.begin("finish", step.name(), 0)) {
                step.action().run(activity);
                activity.completed();
            }
        }
        shadow.adoptSettings();
    }

    /** Where the database is, for people. */
    String original() {
        return target.facts().where();
    }

    /** Where the copy is, for people. */
    String where() {
        return where;
    }

    /** How it is reached. */
    DatabaseAddress address() {
        return shadow.address();
    }

    @Override
    public void close() {
        try {
            shadow.close();
        } finally {
            try {
                lock.close();
            } finally {
                target.close();
            }
        }
    }
}
