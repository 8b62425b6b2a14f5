package io.penstock.database;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The columns whose values in the copy are not those of the source: these may have come past the sequence that they are drawn from. Thread-safe. */
public final class ChangedColumns {

    private final Map<TableName, Set<String>> rewritten = new ConcurrentHashMap<>();
    private final Set<TableName> preserved = ConcurrentHashMap.newKeySet();
    private final Set<TableName> set = ConcurrentHashMap.newKeySet();
    private volatile boolean byScripts;

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

    /** A configuration was set. */
    public void set(Configuration configuration, Catalog catalog) {
        set.addAll(configuration.tables(catalog));
        byScripts |= !configuration.scripts().isEmpty();
    }

    /** Whether preserved rows may since have been set to something else. */
    public boolean isSet(PreservedMatch match) {
        return byScripts || match.above().stream().anyMatch(table -> set.contains(table.name()));
    }

    /** Whether a column of a table, or of one that stands below it, may hold other values. */
    public boolean contains(Catalog catalog, TableName table, String column) {
        return catalog.table(table)
                .map(catalog::tree)
                .map(tree -> tree.stream()
                        .anyMatch(each -> byScripts
                                || preserved.contains(each.name())
                                || set.contains(each.name())
                                || rewritten.getOrDefault(each.name(), Set.of()).contains(column)))
                .orElse(false);
    }
}
