package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.database.Database;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Dialect;
import io.penstock.database.TargetLock;
import io.penstock.files.FileRootLock;
import io.penstock.files.FileSync;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts back what the newest sync into an environment replaced: databases and files, of both clusters. */
public final class EnvironmentUndo {

    /** What can be put back, of one cluster: by which run, and how. */
    private record Step(String run, String what, Runnable action) {}

    /**
     * What became of an environment, as phrases for people.
     *
     * @param restored what was put back
     * @param left what stays as it is, since the sync did not replace it or nothing is kept of what it replaced
     */
    public record Undone(List<String> restored, List<String> left) {}

    private final Landscape landscape;
    private final List<Dialect> dialects;

    public EnvironmentUndo(Landscape landscape, List<Dialect> dialects) {
        this.landscape = landscape;
        this.dialects = List.copyOf(dialects);
    }

    /**
     * Undoes the newest sync.
     *
     * @throws PenstockException NOTHING-TO-UNDO, or the guards' refusals
     */
    public Undone undo(String environmentName, String startedBy) {
        Environment environment = Environments.require(landscape, environmentName);
        String holder = "penstock undo " + environmentName + " by " + startedBy;
        Databases databases = new Databases(dialects, holder);
        List<Step> steps = new ArrayList<>();
        List<String> all = new ArrayList<>();
        List<AutoCloseable> open = new ArrayList<>();
        try {
            for (Cluster cluster : environment.clusters().values()) {
                String mark = landscape.name() + "/" + environmentName + "/"
                        + cluster.type().label();
                DatabaseAddress address = cluster.database();
                if (address != null) {
                    Database target = databases.open(address, address.url());
                    open.add(target);
                    new DatabaseGuard(landscape, databases).requireMarker(target, mark, environmentName, false);
                    TargetLock lock = target.lock(holder);
                    open.add(0, lock);
                    all.add("database " + mark);
                    lock.undoable().stream()
                            .findFirst()
                            .ifPresent(run -> steps.add(new Step(run, "database " + mark, lock::undo)));
                }
                Path files = cluster.files();
                if (files != null && Files.isDirectory(files)) {
                    all.add("files " + mark);
                    open.add(0, FileRootLock.take(files, holder));
                    FileSync.undoable(files).stream()
                            .findFirst()
                            .ifPresent(
                                    run -> steps.add(new Step(run, "files " + mark, () -> FileSync.undo(files, run))));
                }
            }
            return undoNewest(steps, all, environmentName);
        } finally {
            close(open);
        }
    }

    private static Undone undoNewest(List<Step> steps, List<String> all, String environmentName) {
        Optional<String> newest = steps.stream().map(Step::run).max(Comparator.naturalOrder());
        if (newest.isEmpty()) {
            throw new PenstockException(
                    DatabaseProblem.NOTHING_TO_UNDO,
                    "Nothing that a sync into " + environmentName + " replaced is kept.",
                    "Each sync can be undone once, and only what undo in penstock.yaml keeps; a database that no sync had"
                            + " filled is kept only with --keep-unsealed.");
        }
        List<String> done = new ArrayList<>();
        List<String> left = new ArrayList<>(all);
        for (Step step : steps) {
            if (step.run().equals(newest.get())) {
                step.action().run();
                done.add(step.what() + " as it was before run " + step.run());
                left.remove(step.what());
            }
        }
        return new Undone(done, left);
    }

    private static void close(List<AutoCloseable> open) {
        RuntimeException failure = null;
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (RuntimeException e) {
                failure = e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
