package io.penstock.landscape;

import org.jspecify.annotations.Nullable;

/**
 * How to reach a database.
 *
 * @param url a JDBC URL; holds no password
 * @param readFrom the JDBC URL of a standby that is read in place of {@code url} when this database is a source
 */
public record DatabaseAddress(
        String url,
        @Nullable String readFrom,
        @Nullable String user,
        @Nullable Secret password) {}
