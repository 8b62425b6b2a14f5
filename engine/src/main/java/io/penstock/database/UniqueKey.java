package io.penstock.database;

import java.util.List;

/**
 * A primary key, unique constraint or unique index.
 *
 * @param columns in key order; for an expression, the columns that it reads
 * @param primary whether it is the primary key
 * @param plain over bare columns and all rows; false for an index with expressions or a condition
 */
public record UniqueKey(String name, List<String> columns, boolean primary, boolean plain) {

    public UniqueKey {
        columns = List.copyOf(columns);
    }
}
