package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The clusters of one environment that have a database. */
final class DatabaseClusters {

    private DatabaseClusters() {}

    /**
     * The addresses of the databases that were asked for.
     *
     * @param asked clusters; all when empty
     * @throws PenstockException CLUSTER-UNKNOWN
     */
    static Map<ClusterType, DatabaseAddress> of(Environment environment, Set<ClusterType> asked) {
        Map<ClusterType, DatabaseAddress> found = new TreeMap<>();
        for (Cluster cluster : environment.clusters().values()) {
            DatabaseAddress address = cluster.database();
            if (address != null && (asked.isEmpty() || asked.contains(cluster.type()))) {
                found.put(cluster.type(), address);
            }
        }
        for (ClusterType type : asked) {
            if (!found.containsKey(type)) {
                throw unknown(environment.name() + " has no cluster " + type.label() + " with a database.");
            }
        }
        if (found.isEmpty()) {
            throw unknown("No cluster of " + environment.name() + " has a database.");
        }
        return found;
    }

    private static PenstockException unknown(String what) {
        return new PenstockException(
                SyncProblem.CLUSTER_UNKNOWN, what, "Name an environment and cluster that has one in penstock.yaml.");
    }
}
