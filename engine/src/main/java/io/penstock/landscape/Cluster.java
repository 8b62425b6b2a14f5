package io.penstock.landscape;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of an environment: one database, one shared file system, at least one of them present.
 *
 * @param files the root of the shared file system, absolute
 */
public record Cluster(
        ClusterType type,
        @Nullable DatabaseAddress database,
        @Nullable Path files) {}
