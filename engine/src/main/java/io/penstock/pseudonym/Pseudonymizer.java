package io.penstock.pseudonym;

import org.jspecify.annotations.Nullable;

/**
 * Makes the replacement of a personal value. Deterministic: the same value, key and link give the same result, in every run and on every machine. Implementations
 * are safe for use by several threads and never put a value into a log or an exception.
 */
@FunctionalInterface
public interface Pseudonymizer {

    /**
     * The pseudonym of a value.
     *
     * @param value in the database's text form; neither NULL nor empty, for these stay as they are
     * @param row the row that it stands in
     */
    @Nullable
    String replace(String value, RowContext row);
}
