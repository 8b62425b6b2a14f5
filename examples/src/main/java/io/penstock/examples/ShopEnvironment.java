package io.penstock.examples;

import java.util.Locale;

/**
 * Which shop to make: every environment has people, preferences and jobs of its own; the catalog is the same everywhere. The
 * edit and the live cluster of an environment have the same structure and the same people.
 */
public enum ShopEnvironment {
    PRD_EDIT(1.0),
    PRD_LIVE(1.0),
    UAT_EDIT(0.3),
    UAT_LIVE(0.3),
    INT_EDIT(0.1),
    INT_LIVE(0.1);

    private final double share;

    ShopEnvironment(double share) {
        this.share = share;
    }

    /** {@code prd}, {@code uat} or {@code int}. */
    public String environment() {
        return name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    /** {@code edit} or {@code live}. */
    public String cluster() {
        return name().substring(4).toLowerCase(Locale.ROOT);
    }

    /** How many people it has compared with production. */
    double share() {
        return share;
    }

    boolean production() {
        return environment().equals("prd");
    }

    /**
     * Reads {@code prd/edit} and its like.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static ShopEnvironment parse(String text) {
        return valueOf(text.replace('/', '_').toUpperCase(Locale.ROOT));
    }
}
