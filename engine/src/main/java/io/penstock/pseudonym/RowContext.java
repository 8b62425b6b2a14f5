package io.penstock.pseudonym;

import org.jspecify.annotations.Nullable;

/** The row that a value stands in, for pseudonymizers that look at more than one column. */
public interface RowContext {

    /** A row of which nothing else is known. */
    RowContext NONE = new RowContext() {
        @Override
        public @Nullable String original(String column) {
            return null;
        }

        @Override
        public @Nullable String pseudonym(String column) {
            return null;
        }
    };

    /** The value that was read; {@code null} for NULL and for a column that was not asked for. */
    @Nullable
    String original(String column);

    /** The value that will be written; for a column that is not personal, the one that was read. */
    @Nullable
    String pseudonym(String column);
}
