package io.penstock.sync;

import io.penstock.files.FileListener;
import io.penstock.landscape.ClusterType;
import java.util.Set;

/** Hears how the planning of a sync goes on. */
@FunctionalInterface
public interface PlanListener {

    /**
     * A cluster's file systems are going to be compared.
     *
     * @param all the clusters that the sync covers
     * @return what hears of its single files
     */
    FileListener files(ClusterType cluster, Set<ClusterType> all);
}
