package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Direction;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.Throttle;
import io.penstock.pseudonym.BoundMap;
import io.penstock.pseudonym.SourceDatabase;
import io.penstock.run.Progress;
import io.penstock.run.Work;
import io.penstock.run.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks through the databases of a target for personal values of its source, whenever and however they came to be what they are. Reads both and touches nothing. */
public final class LeakVerification {

    private final Landscape landscape;
    private final List<Dialect> dialects;
    private final Workers workers;

    public LeakVerification(Landscape landscape, List<Dialect> dialects, Workers workers) {
        this.landscape = landscape;
        this.dialects = List.copyOf(dialects);
        this.workers = workers;
    }

    /**
     * Verifies databases.
     *
     * @param clusters those to look at; all that both environments have when empty
     * @throws PenstockException when a database cannot be read, or the map does not fit the source
     */
    public LeakReport verify(String source, String target, Set<ClusterType> clusters, Progress progress) {
        Direction direction = Direction.of(landscape, source, target);
        Databases databases = new Databases(dialects, "penstock personal-data verify " + source + " " + target);
        SourceClusters sources = new SourceClusters(direction.source(), databases);
        Map<ClusterType, DatabaseAddress> lower = DatabaseClusters.of(direction.target(), clusters);
        LandscapeMap map = LandscapeMap.read(landscape);
        List<LeakReport.ClusterLeaks> found = new ArrayList<>();
        DatabaseClusters.of(direction.source(), clusters).forEach((type, from) -> {
            DatabaseAddress to = lower.get(type);
            if (to != null) {
                List<SourceDatabase> beside = sources.beside(type);
                progress.cluster(type.label());
                try (Database read = databases.openSource(from);
                        Database searched = databases.open(to, to.url())) {
                    found.add(verify(map, direction, type, read, searched, beside, sources.name(type), progress));
                }
            }
        });
        progress.cluster("");
        if (found.isEmpty()) {
            throw new PenstockException(
                    SyncProblem.NOTHING_TO_SYNC,
                    "The clusters of " + source + " and " + target + " have no database in common.",
                    "See the clusters of both environments in penstock.yaml.");
        }
        return new LeakReport(source, target, found);
    }

    private LeakReport.ClusterLeaks verify(
            LandscapeMap map,
            Direction direction,
            ClusterType type,
            Database source,
            Database target,
            List<SourceDatabase> beside,
            String name,
            Progress progress) {
        Throttle throttle = direction.source().throttle();
        try (Snapshot read = source.snapshot(landscape.parallel(), throttle);
                Snapshot searched = target.snapshot(landscape.parallel(), Throttle.NONE)) {
            BoundMap bound = map.bind(name, read.catalog(), read, beside);
            DatabaseRules rules =
                    DatabaseRules.of(bound, direction.source(), source.marker()).proven(read, workers, progress);
            Path temporary = landscape.storeDirectory().resolve("temporary");
            try (DatabaseLeaks leaks = DatabaseLeaks.of(rules, temporary, true)) {
                if (leaks.isNeeded()) {
                    rules.keepValues(read);
                    search(read, searched, rules, leaks, progress);
                }
                return new LeakReport.ClusterLeaks(
                        type.label(),
                        source.facts().where(),
                        target.facts().where(),
                        leaks.values(),
                        leaks.findings(),
                        leaks.lookAlikes());
            }
        }
    }

    private void search(Snapshot read, Snapshot searched, DatabaseRules rules, DatabaseLeaks leaks, Progress progress) {
        List<Work> reading = new ArrayList<>();
        for (Table table : read.catalog().tables()) {
            if (table.hasRows() && rules.rule(table.name()) instanceof TableRule.Rewritten rewritten) {
                TableRule.Rewritten watched = (TableRule.Rewritten) leaks.watched(table, rewritten);
                works("read", read, table, reading, (part, monitor) -> read.rewrite(part, watched.rewriter(), monitor));
            }
        }
        List<Work> all = new ArrayList<>(reading);
        List<Work> sealing = leaks.sealing(reading);
        all.addAll(sealing);
        progress.stage("reading personal values");
        progress.expect(all.stream().mapToLong(Work::effort).sum());
        workers.run(all, progress);
        read.rest();
        List<Work> searching = new ArrayList<>();
        for (Table table : searched.catalog().tables()) {
            if (table.hasRows()) {
                works(
                        "search",
                        searched,
                        table,
                        searching,
                        (part, monitor) -> searched.scan(part, leaks.scan(), monitor));
            }
        }
        searching.add(new Work(
                "search",
                "what is no row",
                null,
                0,
                0,
                List.of(),
                monitor -> searched.scanRest(leaks.scan(), monitor)));
        progress.stage("searching");
        progress.expect(searching.stream().mapToLong(Work::effort).sum());
        workers.run(searching, progress);
    }

    /** What is done with a part of a table. */
    @FunctionalInterface
    private interface Reading {
        void of(TablePart part, WorkMonitor monitor);
    }

    private static void works(String kind, Snapshot snapshot, Table table, List<Work> to, Reading reading) {
        for (TablePart part : snapshot.parts(table)) {
            to.add(new Work(
                    kind,
                    part.shown(),
                    table.name().toString(),
                    part.bytes(),
                    part.bytes(),
                    List.of(),
                    monitor -> reading.of(part, monitor)));
        }
    }
}
