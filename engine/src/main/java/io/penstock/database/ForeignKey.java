package io.penstock.database;

import java.util.List;

/**
 * A foreign key; the two column lists are of equal length and order.
 *
 * @param validated whether the database vouches for all rows, not for those alone that came after the key
 */
public record ForeignKey(
        String name,
        TableName table,
        List<String> columns,
        TableName referencedTable,
        List<String> referencedColumns,
        boolean validated) {

    /** One that is validated. */
    public ForeignKey(
            String name,
            TableName table,
            List<String> columns,
            TableName referencedTable,
            List<String> referencedColumns) {
        this(name, table, columns, referencedTable, referencedColumns, true);
    }

    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }
}
