package io.penstock.prepare;

import io.penstock.landscape.ClusterType;
import java.util.Set;

/**
 * What is asked for.
 *
 * @param clusters all that the environment has when empty
 * @param cartridges names of those that are prepared; all of the list when empty
 * @param breakOnError whether the first step that fails ends the run
 */
public record PrepareRequest(
        String environment,
        Set<ClusterType> clusters,
        PrepareMode mode,
        Set<String> cartridges,
        boolean breakOnError,
        String startedBy) {

    public PrepareRequest {
        clusters = Set.copyOf(clusters);
        cartridges = Set.copyOf(cartridges);
    }
}
