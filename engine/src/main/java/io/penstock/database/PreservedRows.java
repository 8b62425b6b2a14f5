package io.penstock.database;

import io.penstock.landscape.PreservedRowsRule;
import java.util.List;

/**
 * What became, or would become, of the rows that one rule preserves.
 *
 * @param kept rows of the target that survive
 * @param replaced rows of the source that give way to them
 * @param columnsLost columns that only the target has; their values are not carried
 */
public record PreservedRows(
        PreservedRowsRule rule, TableName table, long kept, long replaced, List<String> columnsLost) {}
