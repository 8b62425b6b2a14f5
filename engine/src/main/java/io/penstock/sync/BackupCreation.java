package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.backup.BackupWriter;
import io.penstock.backup.Backups;
import io.penstock.backup.Manifest;
import io.penstock.database.Database;
import io.penstock.database.DatabaseBackup;
import io.penstock.database.Dialect;
import io.penstock.database.Marker;
import io.penstock.database.Snapshot;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Direction;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.pseudonym.BoundMap;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import io.penstock.run.Workers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Backs up an environment. Production's own backup is raw, and stays in its zone; of all others, the rows are pseudonymized before they are written, unless the seal of the
 * database vouches for them.
 */
final class BackupCreation {

    private final Landscape landscape;
    private final List<Dialect> dialects;
    private final Workers workers;
    private final String version;
    private final List<String> warnings = new ArrayList<>();

    BackupCreation(Landscape landscape, List<Dialect> dialects, Workers workers, String version) {
        this.landscape = landscape;
        this.dialects = dialects;
        this.workers = workers;
        this.version = version;
    }

    /** Makes a backup; when it fails, nothing of it stays. */
    Manifest make(BackupRequest request, Backups backups, Run run, Progress progress) {
        Environment environment = environment(request);
        boolean raw = environment.role() == Environment.Role.PRODUCTION && request.forEnvironment() == null;
        progress.stage("taking snapshots");
        Map<ClusterType, DatabaseBackupPart> parts = new LinkedHashMap<>();
        try (BackupWriter writer = backups.begin(environment.name(), request.forEnvironment())) {
            open(request, environment, raw, parts);
            parts.values().forEach(part -> progress.expect(part.weight()));
            List<Manifest.ClusterContent> clusters = new ArrayList<>();
            for (Map.Entry<ClusterType, DatabaseBackupPart> part : parts.entrySet()) {
                progress.cluster(part.getKey().label());
                Manifest.DatabaseContent content = part.getValue()
                        .write(
                                writer,
                                workers,
                                progress,
                                landscape.storeDirectory().resolve("temporary"),
                                run.id(),
                                raw);
                clusters.add(new Manifest.ClusterContent(part.getKey().label(), content, null));
            }
            progress.cluster("");
            progress.cancellation().check();
            Manifest manifest = manifest(request, environment, raw, run, writer, clusters, parts.values());
            writer.commit(manifest);
            return manifest;
        } finally {
            closeAll(parts.values());
        }
    }

    private Environment environment(BackupRequest request) {
        String lower = request.forEnvironment();
        if (lower != null) {
            Direction direction = Direction.of(landscape, request.environment(), lower);
            return direction.source();
        }
        return Environments.require(landscape, request.environment());
    }

    private void open(
            BackupRequest request, Environment environment, boolean raw, Map<ClusterType, DatabaseBackupPart> parts) {
        Databases databases = new Databases(dialects, "penstock " + request.command() + " by " + request.startedBy());
        Map<ClusterType, DatabaseAddress> addresses = DatabaseClusters.of(environment, Set.of());
        @Nullable LandscapeMap map = raw ? null : LandscapeMap.read(landscape);
        SourceClusters sources = new SourceClusters(environment, databases);
        for (Map.Entry<ClusterType, DatabaseAddress> address : addresses.entrySet()) {
            ClusterType type = address.getKey();
            Database source = databases.openSource(address.getValue());
            @Nullable Snapshot snapshot = null;
            try {
                requireMark(source, environment, type);
                requireNone(source.obstaclesToReading());
                snapshot = source.snapshot(
                        landscape.parallel(), environment.throttle().forOneOf(addresses.size()));
                DatabaseRules rules = map == null
                        ? DatabaseRules.untouched(snapshot.catalog(), null)
                        : rules(map, sources, environment, type, source, snapshot);
                if (rules.copiesLargeObjects()) {
                    requireNone(source.obstaclesToReadingLargeObjects());
                }
                DatabaseBackup backup =
                        databases.dialect(address.getValue().url()).backup(snapshot);
                parts.put(type, new DatabaseBackupPart(type, source, snapshot, backup, rules));
            } catch (RuntimeException e) {
                if (snapshot != null) {
                    snapshot.close();
                }
                source.close();
                throw e;
            }
        }
    }

    private DatabaseRules rules(
            LandscapeMap map,
            SourceClusters sources,
            Environment environment,
            ClusterType type,
            Database source,
            Snapshot snapshot) {
        BoundMap bound = map.bind(sources.name(type), snapshot.catalog(), snapshot, sources.beside(type));
        MapTrial.of(bound, snapshot);
        bound.warnings().forEach(warning -> warnings.add(warning.what()));
        AccountWords.unapproved(bound.accounts()).forEach(warnings::add);
        return DatabaseRules.of(bound, environment, source.marker());
    }

    /** A database that bears the mark of another environment is not the one that the file means. */
    private void requireMark(Database source, Environment environment, ClusterType type) {
        String expected = landscape.name() + "/" + environment.name() + "/" + type.label();
        Optional<String> mark = source.marker().map(Marker::environment);
        if (mark.isPresent() && !mark.get().equals(expected)) {
            throw new PenstockException(
                    SyncProblem.MARKER_MISMATCH,
                    "The database " + source.facts().where() + " is marked as " + mark.get() + ", not as " + expected
                            + ".",
                    "Correct the url in penstock.yaml; only if the mark itself is wrong, run: penstock adopt "
                            + environment.name() + ".");
        }
    }

    private static void requireNone(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
    }

    private Manifest manifest(
            BackupRequest request,
            Environment environment,
            boolean raw,
            Run run,
            BackupWriter writer,
            List<Manifest.ClusterContent> clusters,
            Iterable<DatabaseBackupPart> parts) {
        @Nullable BoundMap map = null;
        for (DatabaseBackupPart part : parts) {
            map = part.rules().map();
            if (!raw
                    && environment.role() == Environment.Role.TEST
                    && !part.rules().asIs()) {
                warnings.add(
                        "the personal columns of " + environment.name()
                                + " do not hold what a seal of this key and map vouches for, so all of them were pseudonymized: in the backup their values are others than in the database");
            }
        }
        if (raw) {
            warnings.add("the backup holds personal values of " + environment.name()
                    + ": it belongs into production's zone, and can be restored to " + environment.name() + " alone");
        }
        return new Manifest(
                Manifest.FORM,
                writer.id(),
                landscape.name(),
                environment.name(),
                environment.role().name().toLowerCase(Locale.ROOT),
                request.forEnvironment(),
                raw ? Manifest.RAW : Manifest.PSEUDONYMIZED,
                Instant.now().toString(),
                request.startedBy(),
                run.id(),
                version,
                writer.keyId(),
                raw || map == null ? null : map.mapVersion(),
                raw || map == null ? null : map.keyId(),
                clusters,
                warnings.stream().distinct().toList());
    }

    private static void closeAll(Iterable<DatabaseBackupPart> parts) {
        for (DatabaseBackupPart part : parts) {
            part.close();
        }
    }
}
