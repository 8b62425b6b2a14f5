package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.backup.Backup;
import io.penstock.backup.BackupProblem;
import io.penstock.backup.Manifest;
import io.penstock.database.TableName;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.Landscape;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import io.penstock.run.Workers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Restores a backup beside the target, compares it with its manifest, and removes it again. */
final class BackupVerification {

    private final Landscape landscape;
    private final Workers workers;

    BackupVerification(Landscape landscape, Workers workers) {
        this.landscape = landscape;
        this.workers = workers;
    }

    /** @return how many rows were restored */
    long verify(PreparedSync prepared, Backup backup, Attempt attempt, Progress progress) {
        Run run = attempt.run();
        String holder = "penstock run " + run.id() + " by " + run.startedBy();
        Expectation expectation = new Expectation(progress);
        for (DatabaseSync database : prepared.databases()) {
            database.lock(holder, false);
            expectation.guess(database, database.estimatedWeight());
        }
        long rows = 0;
        for (Manifest.ClusterContent cluster : backup.manifest().clusters()) {
            DatabaseSync database = database(prepared, cluster.cluster());
            Manifest.DatabaseContent content = cluster.database();
            if (database != null && content != null) {
                progress.cluster(cluster.cluster());
                database.build(
                        attempt,
                        workers,
                        progress,
                        expectation,
                        Proof.ROWS_AND_LEAKS,
                        landscape.storeDirectory().resolve("temporary"));
                rows += compare(database, content, backup.manifest().id());
            }
        }
        progress.cluster("");
        return rows;
    }

    private static @Nullable DatabaseSync database(PreparedSync prepared, String cluster) {
        for (Map.Entry<ClusterType, PreparedSync.Part> part : prepared.parts().entrySet()) {
            if (part.getKey().label().equals(cluster)) {
                return part.getValue().database();
            }
        }
        return null;
    }

    /** The sum of each part was compared while it was read; what is left is that none is missing. */
    private static long compare(DatabaseSync restored, Manifest.DatabaseContent content, String id) {
        long rows = 0;
        for (Manifest.TableContent table : content.tables()) {
            TableName name = new TableName(table.schema(), table.table());
            long found = restored.rowsCopied(name);
            if (found != table.rows() || restored.catalog().table(name).isEmpty()) {
                throw new PenstockException(
                        BackupProblem.BACKUP_DAMAGED,
                        "Backup " + id + " is damaged: table " + name + " has " + found
                                + " rows when it is restored, and " + table.rows() + " by its manifest.",
                        "Take another backup, and look at the disk and the way by which this one came here.");
            }
            rows += found;
        }
        return rows;
    }
}
