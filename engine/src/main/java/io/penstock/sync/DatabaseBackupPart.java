package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.backup.BackupWriter;
import io.penstock.backup.Manifest;
import io.penstock.database.Database;
import io.penstock.database.DatabaseBackup;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.RowScan;
import io.penstock.database.RowSum;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.ClusterType;
import io.penstock.run.Progress;
import io.penstock.run.Work;
import io.penstock.run.Workers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One database on its way into a backup: written, and read back from it, as a copy beside a target would be. */
final class DatabaseBackupPart implements AutoCloseable {

    private final ClusterType type;
    private final Database source;
    private final Snapshot snapshot;
    private final DatabaseBackup backup;
    private final Instant snapshotAt = Instant.now();
    private final Map<TablePart, BackupWriter.Written<RowSum>> written = new ConcurrentHashMap<>();
    private final Map<TablePart, Manifest.PartContent> proven = new ConcurrentHashMap<>();
    private DatabaseRules rules;

    DatabaseBackupPart(
            ClusterType type, Database source, Snapshot snapshot, DatabaseBackup backup, DatabaseRules rules) {
        this.type = type;
        this.source = source;
        this.snapshot = snapshot;
        this.backup = backup;
        this.rules = rules;
    }

    DatabaseRules rules() {
        return rules;
    }

    /** About how much work it is: each row is written and read back. */
    long weight() {
        long bytes = 0;
        for (Table table : snapshot.catalog().tables()) {
            if (table.hasRows() && !(rules.rule(table.name()) instanceof TableRule.Empty)) {
                bytes += table.bytes();
            }
        }
        return bytes + bytes / 3;
    }

    /**
     * Writes all, and proves it.
     *
     * @param raw whether rows are written with what is personal in them
     * @throws PenstockException LEAK-FOUND when something personal is left where nothing should
     */
    Manifest.DatabaseContent write(
            BackupWriter writer, Workers crew, Progress progress, Path temporary, String run, boolean raw) {
        rules = rules.proven(snapshot, crew, progress);
        try (DatabaseLeaks leaks = DatabaseLeaks.of(rules, temporary, true)) {
            rules.keepValues(snapshot);
            Manifest.ObjectContent structure = structure(writer, progress);
            SealedRows sealing = new SealedRows(rules.map(), leaks.scan());
            List<Work> works = new ArrayList<>();
            Map<Table, List<TablePart>> parts = works(writer, leaks, sealing, works);
            progress.stage("writing and reading back");
            crew.run(works, progress);
            Manifest.@Nullable ObjectContent objects = largeObjects(writer, progress);
            if (leaks.isNeeded()) {
                try (Progress.Activity activity = progress.begin("proof", "what is no row", 0)) {
                    backup.scanRest(leaks.scan(), objects != null, activity);
                    activity.completed();
                }
            }
            leaks.requireNone();
            return new Manifest.DatabaseContent(
                    source.facts().product(),
                    source.facts().version(),
                    source.facts().majorVersion(),
                    source.facts().where(),
                    snapshotAt.toString(),
                    raw ? null : rules.seal(run) + SealedRows.text(sealing.sum()),
                    structure,
                    tables(parts),
                    objects == null ? 0 : snapshot.catalog().largeObjects(),
                    objects);
        }
    }

    private Manifest.ObjectContent structure(BackupWriter writer, Progress progress) {
        progress.stage("structure");
        try (Progress.Activity activity =
                progress.begin("structure", "of " + source.facts().where(), 0)) {
            Manifest.ObjectContent object = writer.write(type.label() + "-structure", out -> {
                        backup.writeStructure(out, activity);
                        return true;
                    })
                    .object();
            activity.completed();
            return object;
        }
    }

    private Manifest.@Nullable ObjectContent largeObjects(BackupWriter writer, Progress progress) {
        if (!rules.copiesLargeObjects() || snapshot.catalog().largeObjects() == 0) {
            return null;
        }
        try (Progress.Activity activity = progress.begin("copy", "large objects", 0)) {
            Manifest.ObjectContent object = writer.write(type.label() + "-large-objects", out -> {
                        backup.writeLargeObjects(out, activity);
                        return true;
                    })
                    .object();
            activity.completed();
            return object;
        }
    }

    private Map<Table, List<TablePart>> works(
            BackupWriter writer, DatabaseLeaks leaks, SealedRows sealing, List<Work> all) {
        Map<Table, List<TablePart>> tables = new LinkedHashMap<>();
        Map<TablePart, Work> copies = new LinkedHashMap<>();
        int number = 0;
        for (Table table : snapshot.catalog().tables()) {
            TableRule rule = table.hasRows() ? rules.rule(table.name()) : new TableRule.Empty();
            if (!(rule instanceof TableRule.Empty)) {
                TableRule watched = leaks.watched(table, rule);
                List<TablePart> parts = snapshot.parts(table);
                tables.put(table, parts);
                for (TablePart part : parts) {
                    String name = "%s-rows-%05d".formatted(type.label(), number++);
                    copies.put(part, copy(writer, name, part, watched));
                }
            }
        }
        all.addAll(copies.values());
        List<Work> collected = leaks.sealing(all);
        all.addAll(collected);
        copies.forEach((part, copy) -> all.add(new Work(
                "proof",
                part.shown(),
                part.table().toString(),
                part.bytes() / 3,
                part.bytes(),
                leaks.isNeeded() ? collected : List.of(copy),
                monitor -> prove(writer, part, sealing, monitor))));
        return tables;
    }

    private Work copy(BackupWriter writer, String name, TablePart part, TableRule rule) {
        return new Work(
                "copy",
                part.shown(),
                part.table().toString(),
                part.bytes(),
                part.bytes(),
                List.of(),
                monitor -> written.put(part, writer.write(name, out -> backup.writeRows(part, rule, out, monitor))));
    }

    private void prove(BackupWriter writer, TablePart part, RowScan scan, WorkMonitor monitor) {
        BackupWriter.Written<RowSum> object = written.get(part);
        if (object == null) {
            throw new IllegalStateException(part.shown() + " was not written");
        }
        DatabaseBackup.Sums sums =
                writer.read(object.object(), in -> backup.readBack(part, rules.rule(part.table()), in, scan, monitor));
        if (!sums.untouched().equals(object.result())) {
            throw new PenstockException(
                    DatabaseProblem.COPY_DIFFERS,
                    part.shown() + " of the backup has " + sums.untouched().rows()
                            + " rows whose hashes do not add up to those of the "
                            + object.result().rows() + " rows that were read from the source.",
                    "Look at the disk of the backups and at the memory of this machine, and run the command again.");
        }
        proven.put(
                part,
                new Manifest.PartContent(part.bytes(), sums.all().rows(), Manifest.text(sums.all()), object.object()));
    }

    private List<Manifest.TableContent> tables(Map<Table, List<TablePart>> parts) {
        List<Manifest.TableContent> tables = new ArrayList<>();
        for (Table table : snapshot.catalog().tables()) {
            if (table.hasRows()) {
                List<Manifest.PartContent> contents = new ArrayList<>();
                RowSum sum = RowSum.ZERO;
                for (TablePart part : parts.getOrDefault(table, List.of())) {
                    Manifest.PartContent content = Objects.requireNonNull(proven.get(part));
                    contents.add(content);
                    sum = sum.plus(content.rowSum());
                }
                tables.add(new Manifest.TableContent(
                        table.name().schema(),
                        table.name().name(),
                        PlanDescription.treatment(rules.rule(table.name())),
                        sum.rows(),
                        Manifest.text(sum),
                        contents));
            }
        }
        return tables;
    }

    @Override
    public void close() {
        snapshot.close();
        source.close();
    }
}
