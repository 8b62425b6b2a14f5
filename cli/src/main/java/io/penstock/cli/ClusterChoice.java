package io.penstock.cli;

import io.penstock.landscape.ClusterType;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The clusters that a command looks at. */
final class ClusterChoice {

    @Option(
            names = "--cluster",
            paramLabel = "CLUSTER",
            description = "Only this cluster: ${COMPLETION-CANDIDATES}; both unless given.")
    private SyncOptions.@Nullable ClusterName cluster;

    /** The one that was named; empty for all. */
    Set<ClusterType> asked() {
        return cluster == null ? Set.of() : Set.of(cluster.type());
    }
}
