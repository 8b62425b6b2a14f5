package io.penstock.database;

import org.jspecify.annotations.Nullable;

/**
 * A text that a database keeps about its objects, beside the rows: it may hold what a row holds.
 *
 * @param of the object, for people, such as {@code view public.customers}
 * @param table the table that it is about, where there is one
 * @param column the column that it is about, where there is one
 * @param text as the database gives it; may be cut
 */
public record CatalogText(
        Kind kind,
        String of,
        @Nullable TableName table,
        @Nullable String column,
        String text) {

    /** What a text is to its object. */
    public enum Kind {
        COMMENT,
        DEFAULT,
        /** The query of a view. */
        VIEW,
        /** The labels of an enum, one a line. */
        LABELS,
        /** A check constraint. */
        CHECK,
        /** The body of a function. */
        FUNCTION,
        /** Conditions and expressions of an index, a policy or a trigger. */
        CONDITION,
        /** Values of a column that the server keeps for its planner. */
        STATISTICS
    }
}
