package io.penstock.database;

import java.util.List;
import java.util.function.Function;

/** What happens to tables of the source on their way down, as far as preserved rows meet it. */
final class PreservedTreatment {

    private final Catalog catalog;
    private final Function<TableName, TableRule> rules;

    PreservedTreatment(Catalog catalog, Function<TableName, TableRule> rules) {
        this.catalog = catalog;
        this.rules = rules;
    }

    /** Those of the tables whose rows are copied at all. */
    List<Table> copied(List<Table> tables) {
        return tables.stream().filter(this::isCopied).toList();
    }

    /** Whether any row of a table, or of the partitions of a partitioned one, is copied. */
    boolean isCopied(Table table) {
        return rowsOf(table).stream().anyMatch(part -> !(rules.apply(part.name()) instanceof TableRule.Empty));
    }

    /** The first of the columns that gets pseudonyms; empty when all come down as they are. */
    String rewritten(Table table, List<String> columns) {
        for (Table part : rowsOf(table)) {
            if (rules.apply(part.name()) instanceof TableRule.Rewritten rewritten) {
                for (String column : columns) {
                    if (rewritten.rewriter().writes().contains(column)) {
                        return column;
                    }
                }
            }
        }
        return "";
    }

    private List<Table> rowsOf(Table table) {
        return table.kind() == Table.Kind.PARTITIONED
                ? catalog.tree(table).stream().filter(Table::hasRows).toList()
                : table.hasRows() ? List.of(table) : List.of();
    }
}
