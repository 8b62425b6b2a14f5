package io.penstock.prepare;

/**
 * A table in which rows that mean the same have other UUIDs in another database: replication needs them equal.
 *
 * @param clusters which ones were compared
 * @param key the columns of the unique key that says which rows mean the same
 * @param rows how many of them have other UUIDs
 * @param compared how many were found in both
 */
public record UuidDifference(String clusters, String table, String key, long rows, long compared) {}
