package io.penstock.database;

import org.jspecify.annotations.Nullable;

/**
 * What a database fills by itself when rows are written.
 *
 * @param table on whose rows it works
 * @param column the one that it fills; absent for a trigger or rule, which may fill any of any table
 * @param name for people, such as {@code trigger public.customer.audit}; holds no expression
 * @param text its source; absent when it cannot be read, such as a compiled function. May hold values
 */
public record Derivation(
        Kind kind,
        TableName table,
        @Nullable String column,
        String name,
        @Nullable String text) {

    /** How it comes to its value. */
    public enum Kind {
        /** Computed from other columns of the row. */
        GENERATED,
        DEFAULT,
        /** A function that runs when rows change; {@code text} is its body. */
        TRIGGER,
        /** A statement that runs beside or in place of another one. */
        RULE
    }

    /** Hides the source, in which there may be values. */
    @Override
    public String toString() {
        return "Derivation[" + name + "]";
    }
}
