package io.penstock.database;

import java.util.List;

/**
 * What to read of a table to get an idea of its content.
 *
 * @param table with the tables below it: its partitions, or those that inherit from it
 * @param columns whose values are wanted, in order
 * @param rows at most so many
 * @param longest values are cut to so many characters
 */
public record SampleRequest(Table table, List<Column> columns, int rows, int longest) {

    public SampleRequest {
        columns = List.copyOf(columns);
    }
}
