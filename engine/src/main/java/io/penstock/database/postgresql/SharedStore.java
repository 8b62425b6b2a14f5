package io.penstock.database.postgresql;

import io.penstock.database.StoreLocation;
import io.penstock.landscape.DatabaseAddress;

/** A store on PostgreSQL, for several machines. */
public final class SharedStore {

    /** A process that falls asleep within a transaction must not keep the others from taking up what it was at. */
    private static final String IMPATIENT = "SET idle_in_transaction_session_timeout = '5s'";

    private SharedStore() {}

    public static StoreLocation at(DatabaseAddress address) {
        return new StoreLocation(() -> true, () -> address, IMPATIENT);
    }
}
