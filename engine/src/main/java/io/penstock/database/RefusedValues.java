package io.penstock.database;

import java.util.List;

/**
 * A constraint that refuses what a rewriter makes of rows that satisfy it.
 *
 * @param constraint its name; empty where the server does not say it
 * @param columns that it reads and that the rewriter replaces
 */
public record RefusedValues(TableName table, String constraint, List<String> columns) {
    public RefusedValues {
        columns = List.copyOf(columns);
    }
}
