package io.penstock.database;

/**
 * Who holds the lock of a database.
 *
 * @param who for people, such as {@code penstock run 20261125-101500-1a2b by ann@ops1 (since 2026-11-25 10:15 UTC)}
 * @param end takes the lock from it, which ends its work as a lost connection would; throws LOCK-NOT-BREAKABLE where the lock ends only with its process
 */
public record LockHolder(String who, Runnable end) {}
