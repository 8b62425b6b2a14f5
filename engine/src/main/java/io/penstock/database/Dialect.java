package io.penstock.database;

import io.penstock.landscape.DatabaseAddress;

/** The way one database product is spoken to. Each vendor has one implementation, in a package of its own; all pass one contract test. */
public interface Dialect {

    /** The product's name as people write it, such as {@code PostgreSQL}. */
    String product();

    /** Whether a JDBC URL belongs to this product. */
    boolean speaks(String url);

    /**
     * Reaches a database.
     *
     * @param url the JDBC URL to use: that of {@code address} or that of its standby
     * @param purpose shown by the server beside the session, such as {@code penstock sync prd uat}
     * @throws io.penstock.PenstockException when it cannot be reached, does not exist or refuses the login
     */
    Database open(DatabaseAddress address, String url, String purpose);
}
