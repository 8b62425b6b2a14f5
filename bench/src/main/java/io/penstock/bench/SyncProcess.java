package io.penstock.bench;

import io.penstock.database.postgresql.PostgresDialect;
import io.penstock.files.FileListener;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.LandscapeFile;
import io.penstock.run.Journal;
import io.penstock.run.LocalWorkers;
import io.penstock.run.Progress;
import io.penstock.sync.EnvironmentSync;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.Proof;
import io.penstock.sync.SyncPlanner;
import io.penstock.sync.SyncRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One sync of prd to uat as a process of its own; only here can the proof be left out. */
public final class SyncProcess {

    private SyncProcess() {}

    private static Proof proof(String option) {
        return switch (option) {
            case "--proof" -> Proof.ROWS_AND_LEAKS;
            case "--no-leaks" -> Proof.ROWS;
            default -> Proof.NOTHING;
        };
    }

    /** Arguments: the path of {@code penstock.yaml}, and {@code --proof}, {@code --no-leaks} or {@code --no-proof}. */
    public static void main(String[] args) {
        Landscape landscape = LandscapeFile.read(Path.of(args[0]), Map.of()).landscape();
        SyncPlanner planner = new SyncPlanner(
                landscape,
                List.of(new PostgresDialect(landscape.storeDirectory().resolve("temporary"))));
        EnvironmentSync sync = new EnvironmentSync(
                landscape,
                new Journal(landscape.storeDirectory()),
                new LocalWorkers(landscape.parallel()),
                proof(args[1]));
        try (PreparedSync prepared =
                planner.plan(SyncRequest.of("prd", "uat", true, "a benchmark"), (cluster, all) -> FileListener.NONE)) {
            sync.run(prepared, new Progress());
        }
    }
}
