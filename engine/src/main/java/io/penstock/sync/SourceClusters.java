package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.database.Catalog;
import io.penstock.database.Database;
import io.penstock.database.StructurePart;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.pseudonym.SourceDatabase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is in the databases of the source's clusters, also of one that is not synced: they share the map, and replicate into one another. */
final class SourceClusters {

    private record Look(String product, Catalog catalog, Set<StructurePart> structure) {}

    private final Environment source;
    private final Databases databases;
    private final Map<ClusterType, Optional<Look>> looks = new EnumMap<>(ClusterType.class);
    private final List<String> unread = new ArrayList<>();

    SourceClusters(Environment source, Databases databases) {
        this.source = source;
        this.databases = databases;
    }

    String name(ClusterType type) {
        return source.name() + " " + type.label();
    }

    /** The databases of the other clusters. */
    List<SourceDatabase> beside(ClusterType type) {
        List<SourceDatabase> others = new ArrayList<>();
        for (Cluster cluster : source.clusters().values()) {
            if (cluster.type() != type && cluster.database() != null) {
                others.add(new SourceDatabase(
                        name(cluster.type()), look(cluster.type()).map(Look::catalog)));
            }
        }
        return others;
    }

    /** How the structures of edit and live differ, as notes for people; nothing when one of them has no database. */
    List<String> differences() {
        Optional<Look> edit = look(ClusterType.EDIT);
        Optional<Look> live = look(ClusterType.LIVE);
        if (edit.isEmpty() || live.isEmpty()) {
            return unread;
        }
        if (!edit.get().product().equals(live.get().product())) {
            return List.of("edit is a " + edit.get().product() + " database and live one of "
                    + live.get().product() + "; replication between them needs them equal");
        }
        return ClusterStructures.differences(edit.get().structure(), live.get().structure());
    }

    /** All are read when the first is asked for, one after the other: later, the sessions that production allows may be in use. */
    private Optional<Look> look(ClusterType type) {
        if (looks.isEmpty()) {
            source.clusters().forEach((each, cluster) -> looks.put(each, read(cluster)));
        }
        return looks.getOrDefault(type, Optional.empty());
    }

    private Optional<Look> read(Cluster cluster) {
        DatabaseAddress address = cluster.database();
        if (address == null) {
            return Optional.empty();
        }
        try (Database database = databases.openSource(address)) {
            return Optional.of(new Look(database.facts().product(), database.catalog(), database.structure()));
        } catch (PenstockException e) {
            unread.add(
                    "it is not known whether the structures of edit and live are equal, as replication between them needs them: "
                            + name(cluster.type()) + " could not be read ("
                            + e.problems().get(0).code().code() + ")");
            return Optional.empty();
        }
    }
}
