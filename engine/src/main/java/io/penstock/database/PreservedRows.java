package io.penstock.database;

import io.penstock.landscape.PreservedRowsRule;
import java.util.List;

/**
 * What became, or would become, of the rows that one rule preserves.
 *
 * @param kept rows of the target that survive
 * @param replaced rows of the source that give way to them
 * @param columnsLost columns that only the target has; their values are not carried
 * @param displaced those of the replaced rows that the rule does not mean, by the key that they share with a preserved row
 * @param notes what else a person should know, as phrases
 */
public record PreservedRows(
        PreservedRowsRule rule,
        TableName table,
        long kept,
        long replaced,
        List<String> columnsLost,
        List<DisplacedRows> displaced,
        List<String> notes) {

    public PreservedRows {
        columnsLost = List.copyOf(columnsLost);
        displaced = List.copyOf(displaced);
        notes = List.copyOf(notes);
    }

    /** Rows that displace none. */
    public PreservedRows(PreservedRowsRule rule, TableName table, long kept, long replaced, List<String> columnsLost) {
        this(rule, table, kept, replaced, columnsLost, List.of(), List.of());
    }
}
