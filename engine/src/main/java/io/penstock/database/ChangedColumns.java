package io.penstock.database;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The columns whose values in the copy are not those of the source: these may have come past the sequence that they are drawn from. Thread-safe. */
public final class ChangedColumns {

    private final Map<TableName, Set<String>> rewritten = new ConcurrentHashMap<>();
    private final Set<TableName> preserved = ConcurrentHashMap.newKeySet();

    /** A table was copied by a rule. */
    public void copied(Table table, TableRule rule) {
        if (rule instanceof TableRule.Rewritten changing) {
            rewritten.put(table.name(), new TreeSet<>(changing.rewriter().writes()));
        }
    }

    /** Rows of the target were put into a table. */
    public void preserved(PreservedMatch match) {
        match.flows().forEach(flow -> {
            preserved.add(flow.to().name());
            match.places(flow).forEach(place -> preserved.add(place.name()));
        });
    }

    /** Whether a column of a table, or of one that stands below it, may hold other values. */
    public boolean contains(Catalog catalog, TableName table, String column) {
        return catalog.table(table)
                .map(catalog::tree)
                .map(tree -> tree.stream()
                        .anyMatch(each -> preserved.contains(each.name())
                                || rewritten.getOrDefault(each.name(), Set.of()).contains(column)))
                .orElse(false);
    }
}
