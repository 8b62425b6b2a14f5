package io.penstock.database;

import java.util.List;

/** A foreign key; the two column lists are of equal length and order. */
public record ForeignKey(
        String name, TableName table, List<String> columns, TableName referencedTable, List<String> referencedColumns) {

    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }
}
