package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Database;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Dialect;
import io.penstock.database.Snapshot;
import io.penstock.files.FileListener;
import io.penstock.files.FilePlan;
import io.penstock.files.FileRootIntent;
import io.penstock.files.FileRootMarker;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Direction;
import io.penstock.landscape.Environment;
import io.penstock.landscape.FileScope;
import io.penstock.landscape.Landscape;
import io.penstock.pseudonym.BoundMap;
import io.penstock.pseudonym.SourceDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Works out what a sync would do, and whether it may. Only reads. */
public final class SyncPlanner {

    private final Landscape landscape;
    private final List<Dialect> dialects;
    private final @Nullable BackupSource backup;

    public SyncPlanner(Landscape landscape, List<Dialect> dialects) {
        this(landscape, dialects, null);
    }

    /** @param backup where the rows of the source stand; null for its databases */
    SyncPlanner(Landscape landscape, List<Dialect> dialects, @Nullable BackupSource backup) {
        this.landscape = landscape;
        this.dialects = List.copyOf(dialects);
        this.backup = backup;
    }

    /**
     * Plans a sync and holds it ready.
     *
     * @param listener hears of each cluster's files
     * @throws PenstockException with everything that forbids it
     */
    public PreparedSync plan(SyncRequest request, PlanListener listener) {
        Direction direction = RequestedClusters.direction(landscape, request);
        Databases databases = new Databases(
                dialects, "penstock sync " + request.source() + " " + request.target() + " by " + request.startedBy());
        Map<ClusterType, PreparedSync.Part> parts = new TreeMap<>();
        List<SyncPlan.ClusterPlan> plans = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        SourceClusters sources = new SourceClusters(direction.source(), databases);
        List<DatabaseSync> open = new ArrayList<>();
        @Nullable LandscapeMap map = null;
        @Nullable DeclaredSet declared = null;
        try {
            Set<ClusterType> types = RequestedClusters.of(direction, request);
            for (ClusterType type : types) {
                Cluster source = direction.source().clusters().get(type);
                Cluster target = direction.target().clusters().get(type);
                if (source == null || target == null) {
                    continue;
                }
                DatabaseSync database = null;
                SyncPlan.DatabasePlan databasePlan = null;
                if (request.databases() && source.database() != null && target.database() != null) {
                    map = map == null ? LandscapeMap.read(landscape) : map;
                    declared = declared(declared, direction);
                    database = prepare(
                            map,
                            declared,
                            direction,
                            type,
                            source.database(),
                            target.database(),
                            databases,
                            sources,
                            request,
                            warnings);
                    open.add(database);
                    databasePlan = new PlanDescription(database, request).describe();
                    database.snapshot().rest();
                }
                FilesSync files = null;
                SyncPlan.FilesPlan filesPlan = null;
                if (request.files() && source.files() != null && target.files() != null) {
                    checkFileRoots(source.files(), target.files(), direction, type, request);
                    warnOfUnfinished(FileRootIntent.read(target.files()), warnings);
                    declared = declared(declared, direction);
                    files = new FilesSync(
                            source.files(),
                            target.files(),
                            scope(request),
                            request,
                            new FileConfiguration(declared.of(type).properties()));
                    filesPlan = describe(files, listener.files(type, types), request);
                }
                if (files == null
                        && declared != null
                        && !declared.of(type).properties().isEmpty()) {
                    warnings.add("the configuration set has properties for " + type.label()
                            + ", whose files this sync does not touch: they stay as they are");
                }
                parts.put(type, new PreparedSync.Part(database, files));
                plans.add(new SyncPlan.ClusterPlan(type.label(), databasePlan, filesPlan));
            }
            if (plans.stream().allMatch(plan -> plan.database() == null && plan.files() == null)) {
                throw new PenstockException(
                        SyncProblem.NOTHING_TO_SYNC,
                        "The clusters of " + request.source() + " and " + request.target()
                                + " have no database or file system in common that was asked for.",
                        "See the clusters of both environments in penstock.yaml, --cluster and --only.");
            }
            if (!open.isEmpty()) {
                warnings.addAll(sources.differences());
            }
            SyncPlan plan = new SyncPlan(
                    request.source(),
                    request.target(),
                    plans,
                    PlanDescription.steps(plans, request, direction.target()),
                    warnings);
            String command = request.command() + (backup == null ? "" : " --from-backup " + backup.id());
            return new PreparedSync(request, direction.target(), parts, plan, command, false);
        } catch (RuntimeException e) {
            try {
                PreparedSync.closeAll(open);
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /** Both clusters are set from one state of the set. */
    private DeclaredSet declared(@Nullable DeclaredSet known, Direction direction) {
        return known == null ? DeclaredSet.of(direction.target(), landscape.storeDirectory()) : known;
    }

    private DatabaseSync prepare(
            LandscapeMap map,
            DeclaredSet declared,
            Direction direction,
            ClusterType type,
            DatabaseAddress from,
            DatabaseAddress to,
            Databases databases,
            SourceClusters sources,
            SyncRequest request,
            List<String> warnings) {
        String mark = landscape.name() + "/" + direction.target().name() + "/" + type.label();
        List<SourceDatabase> beside = sources.beside(type);
        Database target = databases.open(to, to.url());
        @Nullable Database source = null;
        @Nullable Snapshot snapshot = null;
        try {
            source = backup == null ? databases.openSource(from) : backup.open(type, to, target, databases);
            DatabaseGuard guard = new DatabaseGuard(landscape, databases);
            Environment below = direction.target();
            warnings.addAll(guard.require(target, below, mark, request.confirmed()));
            warnOfUnfinished(target.intent(), warnings);
            requireSameProduct(source, target);
            requireNone(source.obstaclesToReading());
            requireNone(target.obstaclesToReplacing(source));
            warnings.addAll(target.warningsOfReplacing(source));
            int readers = landscape.parallel();
            snapshot = source.snapshot(
                    readers, direction.source().throttle().forOneOf(RequestedClusters.databases(direction, request)));
            BoundMap bound = map.bind(sources.name(type), snapshot.catalog(), snapshot, beside);
            if (backup != null) {
                backup.requireNoQuestions(bound);
            }
            if (bound.copiesLargeObjects()) {
                requireNone(source.obstaclesToReadingLargeObjects());
            }
            MapTrial.of(bound, snapshot);
            bound.warnings().forEach(warning -> warnings.add(warning.what()));
            DatabaseRules.rotation(target.marker().orElse(null), bound, landscape.pseudonymKeyVersion(), below)
                    .ifPresent(warnings::add);
            AccountWords.unapproved(bound.accounts()).stream()
                    .filter(warning -> !warnings.contains(warning))
                    .forEach(warnings::add);
            DatabaseRules rules =
                    DatabaseRules.of(bound, direction.source(), backup == null ? source.marker() : backup.marker(type));
            TargetConfiguration configuration =
                    TargetConfiguration.of(below, declared, type, snapshot, bound, preparation(below, type, from));
            return new DatabaseSync(below, mark, source, target, snapshot, rules, configuration, readers);
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

    /** The rows of a backup are not there to be asked how far they are: that is found out when they are. */
    private @Nullable ShadowPreparation preparation(Environment target, ClusterType type, DatabaseAddress source) {
        if (!target.prepared()) {
            return null;
        }
        ShadowPreparation preparation = new ShadowPreparation(landscape, dialects, type);
        if (backup == null) {
            preparation.plan(source, "penstock sync into " + target.name());
        }
        return preparation;
    }

    private static void warnOfUnfinished(Optional<String> text, List<String> warnings) {
        text.flatMap(SwapIntent::parse).ifPresent(intent -> {
            String warning = "run " + intent.run() + " is swapping " + String.join(", ", intent.parts())
                    + ", or died while it did; if it died, sync and undo first put back what it swapped";
            if (!warnings.contains(warning)) {
                warnings.add(warning);
            }
        });
    }

    private static void requireSameProduct(Database source, Database target) {
        if (!source.facts().product().equals(target.facts().product())) {
            throw new PenstockException(
                    DatabaseProblem.DATABASES_DIFFER,
                    "The source is a " + source.facts().product() + " database and the target one of "
                            + target.facts().product() + ".",
                    "A refresh needs the same product on both sides.");
        }
    }

    private static void requireNone(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
    }

    private void checkFileRoots(Path source, Path target, Direction direction, ClusterType type, SyncRequest request) {
        FileRootMarker.check(source, landscape.name() + "/" + direction.source().name() + "/" + type.label());
        String expected = landscape.name() + "/" + direction.target().name() + "/" + type.label();
        boolean marked = FileRootMarker.check(target, expected);
        if (!marked && !FileRoots.isEmpty(target)) {
            throw new PenstockException(
                    SyncProblem.TARGET_NOT_ADOPTED,
                    "The file system " + target + " is not empty and bears no mark of an environment.",
                    "If it may be changed as " + expected + ", run: penstock adopt "
                            + direction.target().name() + ".");
        }
        if (!marked && !request.confirmed()) {
            throw new PenstockException(
                    SyncProblem.TARGET_NOT_CONFIRMED,
                    "The empty file system " + target + " has not been used as " + expected + " before.",
                    "If it is the right one, run the command again with --yes.");
        }
    }

    private FileScope scope(SyncRequest request) {
        return request.directories().isEmpty()
                ? landscape.files()
                : new FileScope(request.directories(), landscape.files().exclude());
    }

    private static SyncPlan.FilesPlan describe(FilesSync files, FileListener listener, SyncRequest request) {
        FilePlan plan = files.plan(listener);
        if (!plan.problems().isEmpty()) {
            throw new PenstockException(plan.problems());
        }
        return new SyncPlan.FilesPlan(
                files.source().toString(),
                files.target().toString(),
                files.scope().directories(),
                request.delete(),
                plan.counts(),
                plan.deletesMany(),
                plan.special(),
                files.configuration().changes(files.source(), files.target(), files.scope()));
    }
}
