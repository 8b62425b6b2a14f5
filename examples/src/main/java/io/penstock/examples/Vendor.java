package io.penstock.examples;

/** The databases that the shop can be created in. */
public enum Vendor {
    H2("h2"),
    POSTGRESQL("postgresql");

    private final String product;

    Vendor(String product) {
        this.product = product;
    }

    /** As in the names of scripts that are for one product alone. */
    String product() {
        return product;
    }

    /** The vendor that a JDBC URL names. */
    public static Vendor ofUrl(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return H2;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalArgumentException("Neither a URL of H2 nor of PostgreSQL.");
    }
}
