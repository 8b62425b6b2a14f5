package io.penstock.sync;

import java.util.List;

/**
 * What the map makes of a few rows. Holds shapes and pseudonyms, and values of a database only when they were asked for.
 *
 * @param revealed whether it holds real values
 */
public record Preview(String environment, boolean revealed, List<TablePreview> tables) {
    public Preview {
        tables = List.copyOf(tables);
    }

    /** @param cluster whose database it stands in */
    public record TablePreview(String cluster, String table, List<RowPreview> rows) {
        public TablePreview {
            rows = List.copyOf(rows);
        }
    }

    /** @param kept whether the row stays as it is */
    public record RowPreview(boolean kept, List<FieldPreview> fields) {
        public RowPreview {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A personal field.
     *
     * @param before the shape of the value, or the value itself when it was asked for
     * @param after the pseudonym; what it has in common with the row is a shape too, and so is what an expression gives
     */
    public record FieldPreview(String column, String pseudonymizer, String before, String after) {}

    /** How many rows it shows. */
    public long rows() {
        return tables.stream().mapToLong(table -> table.rows().size()).sum();
    }
}
