package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.Snapshot;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.Throttle;
import io.penstock.pseudonym.discovery.Discovery;
import io.penstock.pseudonym.discovery.MapDraft;
import io.penstock.pseudonym.discovery.Scan;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for personal data in an environment's databases, and drafts a map or completes the one that there is. Reads only. */
public final class MapScan {

    /**
     * What to scan.
     *
     * @param clusters whose databases are looked at; all when empty
     * @param rows at most so many of each table are read
     * @param map the file of the map, which need not be there
     */
    public record Request(String environment, Set<ClusterType> clusters, int rows, Path map) {}

    /** What was found, and the map as it would be with it. */
    public record Result(Scan scan, MapDraft draft) {}

    private final Landscape landscape;
    private final List<Dialect> dialects;

    public MapScan(Landscape landscape, List<Dialect> dialects) {
        this.landscape = landscape;
        this.dialects = List.copyOf(dialects);
    }

    /**
     * Scans the databases of an environment.
     *
     * @throws PenstockException when the map that there is cannot be read, or a database cannot
     */
    public Result scan(Request request, Discovery.Listener listener) {
        Environment environment = Environments.require(landscape, request.environment());
        Map<ClusterType, DatabaseAddress> addresses = DatabaseClusters.of(environment, request.clusters());
        boolean whole =
                addresses.size() == DatabaseClusters.of(environment, Set.of()).size();
        String origin = landscape.name() + " " + environment.name();
        MapDraft.Base base = MapDraft.read(request.map());
        Databases databases = new Databases(dialects, "penstock personal-data scan " + environment.name());
        Throttle throttle = environment.throttle().forOneOf(addresses.size());
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            List<Snapshot> snapshots = new ArrayList<>();
            for (DatabaseAddress address : addresses.values()) {
                Database database = databases.openSource(address);
                opened.add(0, database::close);
                requireReadable(database);
                Snapshot snapshot = database.snapshot(1, throttle);
                opened.add(0, snapshot::close);
                snapshots.add(snapshot);
            }
            Scan scan = new Discovery(request.rows(), LocalDate.now()).scan(snapshots, listener);
            return new Result(scan, base.with(scan, origin, whole));
        } finally {
            opened.forEach(MapScan::close);
        }
    }

    private static void requireReadable(Database database) {
        List<Problem> obstacles = database.obstaclesToReading();
        if (!obstacles.isEmpty()) {
            throw new PenstockException(obstacles);
        }
    }

    private static void close(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            // What was read is whole; a session that will not close is the server's to end.
        }
    }
}
