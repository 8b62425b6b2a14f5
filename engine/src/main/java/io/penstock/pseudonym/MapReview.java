package io.penstock.pseudonym;

import io.penstock.Problem;
import io.penstock.database.Condition;
import io.penstock.database.TableName;
import java.util.List;
import java.util.Map;

/**
 * How a map fits a database.
 *
 * @param problems what would refuse a sync
 * @param warnings what would be warned of
 * @param keptRows the conditions of the rows that stay as they are, by table
 */
public record MapReview(List<Problem> problems, List<Problem> warnings, Map<TableName, Condition> keptRows) {
    public MapReview {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        keptRows = Map.copyOf(keptRows);
    }
}
