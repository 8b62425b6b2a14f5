package io.penstock.examples;

/** The databases that the shop can be created in. */
public enum Vendor {
    H2("shop-h2.sql"),
    POSTGRESQL("shop-postgresql.sql");

    private final String schemaResource;

    Vendor(String schemaResource) {
        this.schemaResource = schemaResource;
    }

    String schemaResource() {
        return schemaResource;
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
