package io.penstock.pseudonym;

import io.penstock.database.Column;
import org.jspecify.annotations.Nullable;

/** A pseudonymizer of the user, held to what the column takes. What it throws is not passed on, for its words may hold the value. */
record OwnPseudonymizer(String name, Pseudonymizer own, Column column, Shaped otherwise) implements Pseudonymizer {

    @Override
    public @Nullable String replace(String value, RowContext row) {
        String made;
        try {
            made = own.replace(value, row);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw OwnClasses.failed(name, "failed at a value: " + e.getClass().getName());
        }
        int width = column.maxLength();
        boolean fits = made == null ? column.nullable() : width == 0 || made.codePointCount(0, made.length()) <= width;
        return fits ? made : otherwise.replace(value, row);
    }
}
