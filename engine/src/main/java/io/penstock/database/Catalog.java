package io.penstock.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is in a database: the tables and how they hang together.
 *
 * @param tables sorted by name, without the database's own ones
 * @param searchPath the schemas in which a name without schema is looked up, in order
 * @param largeObjects how many large objects there are
 */
public record Catalog(List<Table> tables, List<ForeignKey> foreignKeys, List<String> searchPath, long largeObjects) {

    public Catalog {
        tables = List.copyOf(tables);
        foreignKeys = List.copyOf(foreignKeys);
        searchPath = List.copyOf(searchPath);
    }

    public Optional<Table> table(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /**
     * The table that a user means by {@code name}: {@code schema.table}, or {@code table} on the search path. A name is
     * first taken as it is spelled, then without regard to case, which finds a table only if just one matches.
     */
    public Optional<Table> find(String name) {
        for (String schema : searchPath) {
            Optional<Table> found = table(new TableName(schema, name));
            if (found.isPresent()) {
                return found;
            }
        }
        List<Table> qualified = tables.stream()
                .filter(table -> table.name().toString().equals(name))
                .toList();
        if (qualified.size() == 1) {
            return Optional.of(qualified.get(0));
        }
        List<Table> loose = new ArrayList<>();
        for (Table table : tables) {
            boolean onPath = searchPath.contains(table.name().schema());
            if (table.name().toString().equalsIgnoreCase(name)
                    || (onPath && table.name().name().equalsIgnoreCase(name))) {
                loose.add(table);
            }
        }
        return loose.size() == 1 ? Optional.of(loose.get(0)) : Optional.empty();
    }
}
