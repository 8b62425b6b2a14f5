package io.penstock.landscape;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a database. URLs and the user may refer to variables, as secrets do; what such a reference stands for is asked for when it is needed,
 * and the getters then throw a {@link io.penstock.PenstockException} with {@link LandscapeProblem#SECRET_MISSING} where it is missing.
 */
public final class DatabaseAddress {

    private final Supplier<String> url;
    private final @Nullable Supplier<String> readFrom;
    private final @Nullable Supplier<String> user;
    private final @Nullable Secret password;

    /**
     * An address without references.
     *
     * @param url a JDBC URL; holds no password
     * @param readFrom the JDBC URL of a standby that is read in place of {@code url} when this database is a source
     */
    public DatabaseAddress(String url, @Nullable String readFrom, @Nullable String user, @Nullable Secret password) {
        this(() -> url, readFrom == null ? null : () -> readFrom, user == null ? null : () -> user, password);
    }

    DatabaseAddress(
            Supplier<String> url,
            @Nullable Supplier<String> readFrom,
            @Nullable Supplier<String> user,
            @Nullable Secret password) {
        this.url = url;
        this.readFrom = readFrom;
        this.user = user;
        this.password = password;
    }

    /** A JDBC URL; holds no password. */
    public String url() {
        return url.get();
    }

    /** The JDBC URL of a standby that is read in place of {@link #url} when this database is a source. */
    public @Nullable String readFrom() {
        return readFrom == null ? null : readFrom.get();
    }

    public @Nullable String user() {
        return user == null ? null : user.get();
    }

    public @Nullable Secret password() {
        return password;
    }

    /** Says nothing of where the database is, since a reference in the URL may be a secret. */
    @Override
    public String toString() {
        return "DatabaseAddress[***]";
    }
}
