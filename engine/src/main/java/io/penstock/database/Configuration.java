package io.penstock.database;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is set in a database, in this order. */
public record Configuration(List<RowSetting> rows, List<SettingScript> scripts) {

    public static final Configuration NONE = new Configuration(List.of(), List.of());

    public Configuration {
        rows = List.copyOf(rows);
        scripts = List.copyOf(scripts);
    }

    public boolean isEmpty() {
        return rows.isEmpty() && scripts.isEmpty();
    }

    /** The tables whose rows are set, with those that stand below them; what scripts work on is not known. */
    public Set<TableName> tables(Catalog catalog) {
        Set<TableName> tables = new TreeSet<>();
        rows.forEach(row -> catalog.tree(row.table()).forEach(table -> tables.add(table.name())));
        return tables;
    }
}
