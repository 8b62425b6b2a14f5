package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.database.Database;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Dialect;
import io.penstock.landscape.DatabaseAddress;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the dialect of an address. Thread-safe. */
public final class Databases {

    private final List<Dialect> dialects;
    private final String purpose;

    /** @param purpose shown by servers beside our sessions */
    public Databases(List<Dialect> dialects, String purpose) {
        this.dialects = dialects;
        this.purpose = purpose;
    }

    public Database open(DatabaseAddress address, String url) {
        return dialect(url).open(address, url, purpose);
    }

    /** @throws PenstockException DATABASE-UNKNOWN */
    Dialect dialect(String url) {
        return dialects.stream()
                .filter(dialect -> dialect.speaks(url))
                .findFirst()
                .orElseThrow(() -> new PenstockException(
                        DatabaseProblem.DATABASE_UNKNOWN,
                        "No database product is known for a url that begins with "
                                + url.substring(0, Math.min(url.length(), url.indexOf(':', 5) + 1)) + ".",
                        "Known are: " + dialects.stream().map(Dialect::product).collect(Collectors.joining(", "))
                                + "."));
    }

    /** Opens a source: its standby, when it names one. */
    Database openSource(DatabaseAddress address) {
        String standby = address.readFrom();
        return open(address, standby == null ? address.url() : standby);
    }
}
