package io.penstock.pseudonym.discovery;

import io.penstock.database.TableName;
import java.util.List;

/**
 * What a scan proposes for a table.
 *
 * @param name as a map names it
 * @param about for people: what the table seems to be about
 * @param rows the database's own estimate
 * @param empty whether only its structure should be copied
 * @param columns in the order of the database, without those that it computes
 */
public record TableDraft(String name, TableName table, String about, long rows, boolean empty, List<Finding> columns) {

    public TableDraft {
        columns = List.copyOf(columns);
    }

    TableDraft with(List<Finding> others) {
        return new TableDraft(name, table, about, rows, empty, others);
    }
}
