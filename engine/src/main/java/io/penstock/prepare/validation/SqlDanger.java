package io.penstock.prepare.validation;

import java.util.Locale;

/**
 * A statement that hinders a database that is in use, or fails there.
 *
 * @param table that it works on, as written
 * @param statement for people, such as {@code CREATE INDEX}
 * @param effect what it does to the table, as the end of a sentence
 * @param onlyLarge whether it matters only where there are many rows
 */
record SqlDanger(
        Fault fault, int line, String table, String statement, String effect, boolean onlyLarge, String remedy) {

    /** From so many rows on a table is large: what reads or writes all of them takes long enough to be waited for. */
    static final long LARGE = 100_000;

    String withoutSizes() {
        return statement + ": on a " + (onlyLarge ? "large" : "filled") + " table " + table + ", it " + effect + ".";
    }

    /** @param rows an estimate of how many the table has */
    boolean matters(long rows) {
        return rows >= (onlyLarge ? LARGE : 1);
    }

    String withSize(long rows) {
        return statement + ": " + table + " has about " + String.format(Locale.ROOT, "%,d", rows) + " rows, and it "
                + effect + ". " + remedy;
    }
}
