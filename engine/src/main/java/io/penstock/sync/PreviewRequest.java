package io.penstock.sync;

import io.penstock.landscape.ClusterType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to show of an environment.
 *
 * @param clusters those to look at; all when empty
 * @param table as people name it; all tables with personal columns when absent
 * @param rows of each table, at most
 * @param reveal whether real values are shown
 * @param startedBy user and machine, for the record
 */
public record PreviewRequest(
        String environment,
        Set<ClusterType> clusters,
        @Nullable String table,
        int rows,
        boolean reveal,
        String startedBy) {}
