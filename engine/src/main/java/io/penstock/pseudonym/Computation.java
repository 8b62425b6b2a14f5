package io.penstock.pseudonym;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import org.jspecify.annotations.Nullable;

/** What the source has computed for the row. NULL for a column that takes none becomes what {@code redact} gives, what is too long is cut; both are counted. */
record Computation(String name, Column column, OddValues odd) implements Pseudonymizer {

    /** Under which name the computed value of a column stands in the row; no column has such a name. */
    static String name(String column) {
        return column + "\u0001computed";
    }

    @Override
    public @Nullable String replace(String value, RowContext row) {
        String made = row.original(name);
        if (made == null) {
            if (column.nullable() || column.kind() != ColumnKind.TEXT) {
                return null;
            }
            odd.add();
            return Fold.cut("redacted", column.maxLength());
        }
        String fitting = Fold.cut(made, column.maxLength());
        if (fitting.length() < made.length()) {
            odd.add();
        }
        return fitting;
    }
}
