package io.penstock.database;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** A table with all that stand below it: its partitions, or the tables that inherit from it, at any depth; the table itself comes first. */
    public List<Table> tree(Table root) {
        Set<TableName> names = new LinkedHashSet<>(List.of(root.name()));
        List<Table> tree = new ArrayList<>(List.of(root));
        for (int i = 0; i < tree.size(); i++) {
            TableName parent = tree.get(i).name();
            for (Table table : tables) {
                if (table.parents().contains(parent) && names.add(table.name())) {
                    tree.add(table);
                }
            }
        }
        return tree;
    }

    /**
     * The foreign keys as people declare them. A database may hold one of a partitioned table once more for each of its partitions; these copies
     * are left out.
     */
    public List<ForeignKey> declaredForeignKeys() {
        return foreignKeys.stream()
                .filter(key -> foreignKeys.stream().noneMatch(other -> isCopy(key, other)))
                .toList();
    }

    private boolean isCopy(ForeignKey key, ForeignKey of) {
        return !key.equals(of)
                && key.columns().equals(of.columns())
                && key.referencedColumns().equals(of.referencedColumns())
                && isPartOf(key.table(), of.table())
                && isPartOf(key.referencedTable(), of.referencedTable())
                && !(key.table().equals(of.table()) && key.referencedTable().equals(of.referencedTable()));
    }

    private boolean isPartOf(TableName part, TableName whole) {
        return part.equals(whole)
                || table(part)
                        .filter(table -> table.kind() == Table.Kind.PARTITION || table.kind() == Table.Kind.PARTITIONED)
                        .filter(table -> table.parents().stream().anyMatch(parent -> isPartOf(parent, whole)))
                        .isPresent();
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
