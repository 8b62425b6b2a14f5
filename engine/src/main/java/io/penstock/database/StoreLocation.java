package io.penstock.database;

import io.penstock.landscape.DatabaseAddress;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Where a store is.
 *
 * @param there whether there is one yet; to look is not to make it
 * @param address makes what has to be there before it can be opened, and says how to reach it
 * @param setting the statement with which a session begins; empty for none
 */
public record StoreLocation(BooleanSupplier there, Supplier<DatabaseAddress> address, String setting) {

    public StoreLocation(BooleanSupplier there, Supplier<DatabaseAddress> address) {
        this(there, address, "");
    }
}
