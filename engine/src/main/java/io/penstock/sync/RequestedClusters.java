package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.Direction;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import java.util.Set;
import java.util.TreeSet;

/** What a request means in its landscape, and whether it makes sense there; nothing is opened for it. */
final class RequestedClusters {

    private RequestedClusters() {}

    /**
     * Where a request leads.
     *
     * @throws PenstockException when its direction is refused, or it does not make sense
     */
    static Direction direction(Landscape landscape, SyncRequest request) {
        Direction direction = Direction.of(landscape, request.source(), request.target());
        refuseDirectoriesWithoutFiles(direction, request);
        return direction;
    }

    /** The clusters that were asked for; without a choice those that both environments have. */
    static Set<ClusterType> of(Direction direction, SyncRequest request) {
        Set<ClusterType> common = new TreeSet<>(direction.source().clusters().keySet());
        common.retainAll(direction.target().clusters().keySet());
        for (ClusterType asked : request.clusters()) {
            if (!common.contains(asked)) {
                throw new PenstockException(
                        SyncProblem.CLUSTER_UNKNOWN,
                        "Not both of " + request.source() + " and " + request.target() + " have the cluster "
                                + asked.label() + ".",
                        "Name a cluster that both have in penstock.yaml.");
            }
        }
        return request.clusters().isEmpty() ? common : new TreeSet<>(request.clusters());
    }

    /** How many databases the sync reads. */
    static int databases(Direction direction, SyncRequest request) {
        return (int) of(direction, request).stream()
                .map(type -> direction.source().clusters().get(type))
                .filter(cluster -> cluster != null && cluster.database() != null)
                .count();
    }

    private static void refuseDirectoriesWithoutFiles(Direction direction, SyncRequest request) {
        boolean files = request.files()
                && of(direction, request).stream()
                        .anyMatch(type -> hasFiles(direction.source(), type) && hasFiles(direction.target(), type));
        if (!files && !request.directories().isEmpty()) {
            throw new PenstockException(
                    SyncProblem.DIRECTORIES_WITHOUT_FILES,
                    "The directories " + String.join(", ", request.directories())
                            + " were asked for, and no shared file system is synced.",
                    "Leave --dirs out, or see --only, --cluster and files: of the clusters in penstock.yaml.");
        }
    }

    private static boolean hasFiles(Environment environment, ClusterType type) {
        Cluster cluster = environment.clusters().get(type);
        return cluster != null && cluster.files() != null;
    }
}
