package io.penstock.database;

/**
 * What is known of a database and its server.
 *
 * @param version for people, such as {@code 15.18}
 * @param majorVersion comparable within one product
 * @param database the database's own name
 * @param where for people: host, port and database, never a password
 * @param standby whether it is a read-only standby
 */
public record ServerFacts(
        String product,
        String version,
        int majorVersion,
        String database,
        String where,
        String encoding,
        boolean standby) {}
