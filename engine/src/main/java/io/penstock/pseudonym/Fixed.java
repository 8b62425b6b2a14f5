package io.penstock.pseudonym;

import org.jspecify.annotations.Nullable;

/** The same for every value: redacted, emptied, NULL or a constant. */
record Fixed(@Nullable String text) implements Pseudonymizer {

    @Override
    public @Nullable String replace(String value, RowContext row) {
        return text;
    }
}
