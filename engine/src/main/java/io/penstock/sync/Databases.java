package io.penstock.sync;

import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.landscape.DatabaseAddress;
import java.util.List;

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

    /** @throws io.penstock.PenstockException DATABASE-UNKNOWN */
    Dialect dialect(String url) {
        return Dialect.of(url, dialects);
    }

    /** Opens a source: its standby, when it names one. */
    Database openSource(DatabaseAddress address) {
        String standby = address.readFrom();
        return open(address, standby == null ? address.url() : standby);
    }
}
