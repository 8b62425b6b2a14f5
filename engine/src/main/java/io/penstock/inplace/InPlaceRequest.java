package io.penstock.inplace;

import io.penstock.landscape.ClusterType;
import java.util.Set;

/**
 * What is asked for.
 *
 * @param clusters the clusters whose databases are pseudonymized; empty for all
 * @param rawDataAccepted whether a person accepts that raw data rests where the environment stands, until the run is done
 * @param startedBy user and machine, for the record
 */
public record InPlaceRequest(String environment, Set<ClusterType> clusters, boolean rawDataAccepted, String startedBy) {

    public InPlaceRequest {
        clusters = Set.copyOf(clusters);
    }

    /** The same, once a person has accepted that raw data rests there. */
    public InPlaceRequest accepted() {
        return new InPlaceRequest(environment, clusters, true, startedBy);
    }
}
