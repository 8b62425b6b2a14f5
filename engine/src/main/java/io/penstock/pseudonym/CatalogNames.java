package io.penstock.pseudonym;

import io.penstock.database.Catalog;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of a database as a map may use them: a table's entry speaks of its partitions' and children's columns too. */
final class CatalogNames {

    private final Catalog catalog;
    private final Map<TableName, List<Table>> children = new HashMap<>();

    CatalogNames(Catalog catalog) {
        this.catalog = catalog;
        for (Table table : catalog.tables()) {
            table.parents()
                    .forEach(parent -> children.computeIfAbsent(parent, absent -> new ArrayList<>())
                            .add(table));
        }
    }

    boolean hasTable(String name) {
        return catalog.find(name).isPresent();
    }

    boolean hasColumn(String table, String column) {
        return catalog.find(table)
                .map(this::columns)
                .filter(columns -> columns.contains(spelled(column, columns)))
                .isPresent();
    }

    Set<String> columns(Table table) {
        Set<String> columns = new LinkedHashSet<>();
        collect(table, columns);
        return columns;
    }

    private void collect(Table table, Set<String> into) {
        table.columns().forEach(column -> into.add(column.name()));
        children.getOrDefault(table.name(), List.of()).forEach(child -> collect(child, into));
    }

    Set<String> tables() {
        Set<String> names = new LinkedHashSet<>();
        for (Table table : catalog.tables()) {
            names.add(table.name().toString());
            if (catalog.searchPath().contains(table.name().schema())) {
                names.add(table.name().name());
            }
        }
        return names;
    }

    /** The column's name as the database has it, when case alone differs; else as it was. */
    static String spelled(String name, Set<String> columns) {
        if (columns.contains(name)) {
            return name;
        }
        List<String> loose =
                columns.stream().filter(column -> column.equalsIgnoreCase(name)).toList();
        return loose.size() == 1 ? loose.get(0) : name;
    }
}
