package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.backup.Backup;
import io.penstock.backup.BackupProblem;
import io.penstock.backup.Manifest;
import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.Snapshot;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.Throttle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Works out what a restore would do, and whether it may: a sync whose source is a backup, and whose rows stay as they are. */
final class RestorePlanner {

    private final Landscape landscape;
    private final List<Dialect> dialects;

    RestorePlanner(Landscape landscape, List<Dialect> dialects) {
        this.landscape = landscape;
        this.dialects = dialects;
    }

    /** @throws PenstockException with everything that forbids it */
    PreparedSync plan(RestoreRequest request, Backup backup) {
        return plan(request, backup, true);
    }

    /** For a restore that is never swapped in, so that the target may be any. */
    PreparedSync planBeside(RestoreRequest request, Backup backup) {
        return plan(request, backup, false);
    }

    private PreparedSync plan(RestoreRequest request, Backup backup, boolean replaces) {
        Environment environment = Environments.require(landscape, request.environment());
        Manifest manifest = backup.manifest();
        requireFit(manifest, environment);
        // A backup brings back what was: only one that was made elsewhere leaves room for what is the target's own.
        Environment target = manifest.forEnvironment() == null || !replaces ? asItWas(environment) : environment;
        Databases databases = new Databases(
                dialects,
                "penstock restore " + environment.name() + " --from " + manifest.id() + " by " + request.startedBy());
        SyncRequest sync =
                SyncRequest.of("backup " + manifest.id(), environment.name(), request.confirmed(), request.startedBy());
        Map<ClusterType, PreparedSync.Part> parts = new TreeMap<>();
        List<SyncPlan.ClusterPlan> plans = new ArrayList<>();
        List<String> warnings = new ArrayList<>(manifest.warnings());
        List<DatabaseSync> open = new ArrayList<>();
        try {
            for (Manifest.ClusterContent content : manifest.clusters()) {
                ClusterType type = type(content.cluster());
                Cluster cluster = environment.clusters().get(type);
                DatabaseAddress address = cluster == null ? null : cluster.database();
                Manifest.DatabaseContent database = content.database();
                if (database == null) {
                    continue;
                }
                if (address == null) {
                    warnings.add("the backup holds a database of the cluster " + content.cluster() + ", and "
                            + environment.name() + " has none: it is left out");
                    continue;
                }
                DatabaseSync restored =
                        prepare(backup, database, target, type, address, databases, request, replaces, warnings);
                open.add(restored);
                parts.put(type, new PreparedSync.Part(restored, null));
                plans.add(new SyncPlan.ClusterPlan(type.label(), new PlanDescription(restored, sync).describe(), null));
                restored.snapshot().rest();
            }
            if (plans.isEmpty()) {
                throw new PenstockException(
                        SyncProblem.NOTHING_TO_SYNC,
                        "Backup " + manifest.id() + " and " + environment.name() + " have no database in common.",
                        "See the clusters of the environment in penstock.yaml, and penstock backup list.");
            }
            SyncPlan plan = new SyncPlan(
                    sync.source(), sync.target(), plans, PlanDescription.steps(plans, sync, target), warnings);
            return new PreparedSync(
                    sync, target, parts, plan, "restore " + sync.target() + " --from " + sync.source(), true);
        } catch (RuntimeException e) {
            try {
                PreparedSync.closeAll(open);
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private void requireFit(Manifest manifest, Environment environment) {
        List<Problem> problems = new ArrayList<>();
        if (!manifest.landscape().equals(landscape.name())) {
            problems.add(new Problem(
                    BackupProblem.BACKUP_UNFIT,
                    "Backup " + manifest.id() + " is of the landscape " + manifest.landscape() + ", and this one is "
                            + landscape.name() + ".",
                    "Restore it where its landscape is."));
        }
        boolean home = manifest.home().equals(environment.name());
        if (manifest.isRaw() && !(home && environment.role() == Environment.Role.PRODUCTION)) {
            problems.add(new Problem(
                    BackupProblem.BACKUP_UNFIT,
                    "Backup " + manifest.id() + " holds personal values of " + manifest.environment()
                            + " as they are, which must not come to rest in " + environment.name() + ".",
                    "Make one with: penstock backup create " + manifest.environment() + " --for " + environment.name()
                            + "; or pseudonymize this one on its way with: penstock sync " + manifest.environment()
                            + " " + environment.name() + " --from-backup " + manifest.id() + "."));
        } else if (!manifest.isRaw() && environment.role() == Environment.Role.PRODUCTION) {
            problems.add(new Problem(
                    BackupProblem.BACKUP_UNFIT,
                    "Backup " + manifest.id() + " holds pseudonyms, and " + environment.name() + " is production.",
                    "Restore production from a backup of production: see penstock backup list " + environment.name()
                            + "."));
        } else if (!home && !isBelow(environment.name(), manifest.home())) {
            problems.add(new Problem(
                    BackupProblem.BACKUP_UNFIT,
                    "Backup " + manifest.id() + " was made for " + manifest.home() + ", and " + environment.name()
                            + " is not below it.",
                    "Name the environment that it was made for, or one below it."));
        }
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
    }

    private boolean isBelow(String environment, String higher) {
        return landscape.above(environment).stream()
                .anyMatch(above -> above.name().equals(higher));
    }

    private DatabaseSync prepare(
            Backup backup,
            Manifest.DatabaseContent content,
            Environment environment,
            ClusterType type,
            DatabaseAddress address,
            Databases databases,
            RestoreRequest request,
            boolean replaces,
            List<String> warnings) {
        String mark = landscape.name() + "/" + environment.name() + "/" + type.label();
        Database target = databases.open(address, address.url());
        @Nullable Database source = null;
        @Nullable Snapshot snapshot = null;
        try {
            if (replaces) {
                warnings.addAll(new DatabaseGuard(landscape, databases)
                        .require(target, environment, mark, request.confirmed()));
            }
            source = databases.dialect(address.url()).stored(backup.database(content), target);
            List<Problem> obstacles = target.obstaclesToReplacing(source);
            if (!obstacles.isEmpty()) {
                throw new PenstockException(obstacles);
            }
            warnings.addAll(target.warningsOfReplacing(source));
            snapshot = source.snapshot(landscape.parallel(), Throttle.NONE);
            DatabaseRules rules = DatabaseRules.untouched(snapshot.catalog(), content.seal());
            TargetConfiguration configuration = TargetConfiguration.of(
                    environment,
                    DeclaredSet.of(environment, landscape.storeDirectory()),
                    type,
                    snapshot,
                    rules.map(),
                    null);
            return new DatabaseSync(
                    environment, mark, source, target, snapshot, rules, configuration, landscape.parallel());
        } catch (RuntimeException e) {
            if (snapshot != null) {
                snapshot.close();
            }
            if (source != null) {
                source.close();
            }
            target.close();
            throw e;
        }
    }

    private static ClusterType type(String label) {
        for (ClusterType type : ClusterType.values()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        throw new PenstockException(
                BackupProblem.BACKUP_UNFIT,
                "The backup holds a cluster '" + label + "', which this version does not know.",
                "Restore it with the version of Penstock that made it.");
    }

    private static Environment asItWas(Environment environment) {
        return new Environment(
                environment.name(),
                environment.role(),
                environment.clusters(),
                environment.throttle(),
                environment.roles(),
                List.of(),
                environment.lifecycle(),
                environment.undo(),
                environment.inProductionsZone(),
                null,
                environment.forbiddenContacts(),
                false);
    }
}
