package io.penstock.database;

import java.util.List;

/**
 * What a setting has changed, or would change.
 *
 * @param rows how many rows
 * @param columns those that differ, each as it is before and after, for people; of several rows, those of one
 */
public record RowChange(RowSetting setting, Kind kind, long rows, List<ColumnChange> columns) {

    /** What happens to the rows. */
    public enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    /** A secret is hidden on both sides. */
    public record ColumnChange(String column, String before, String after) {}

    public RowChange {
        columns = List.copyOf(columns);
    }
}
