package io.penstock.prepare;

import io.penstock.landscape.ClusterType;
import java.util.Set;

/**
 * What is asked for.
 *
 * @param clusters all that the environment has when empty
 */
public record PrepareRequest(
        String environment,
        Set<ClusterType> clusters,
        PrepareMode mode,
        StepSelection selection,
        PreparationOptions options,
        String startedBy) {

    public PrepareRequest {
        clusters = Set.copyOf(clusters);
    }

    /**
     * All due steps of some cartridges.
     *
     * @param cartridges names of those that are prepared; all of the list when empty
     * @param breakOnError whether the first step that fails ends the run in any case
     */
    public PrepareRequest(
            String environment,
            Set<ClusterType> clusters,
            PrepareMode mode,
            Set<String> cartridges,
            boolean breakOnError,
            String startedBy) {
        this(
                environment,
                clusters,
                mode,
                StepSelection.of(cartridges),
                breakOnError ? PreparationOptions.DEFAULT.breaking(true) : PreparationOptions.DEFAULT,
                startedBy);
    }
}
