package io.penstock.pseudonym.discovery;

import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.ForeignKey;
import io.penstock.database.Table;
import io.penstock.database.UniqueKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What keys ask of the columns of a table. */
final class Keys {

    private final Catalog catalog;

    Keys(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Whether the column is part of the primary key or refers to another table. */
    boolean isKey(Table table, Column column) {
        boolean primary = table.uniqueKeys().stream()
                .anyMatch(key -> key.primary() && key.columns().contains(column.name()));
        return primary || refers(table, column.name());
    }

    private boolean refers(Table table, String column) {
        return catalog.foreignKeys().stream()
                .anyMatch(
                        key -> key.table().equals(table.name()) && key.columns().contains(column));
    }

    /** Whether different values need different pseudonyms: a unique key has the column, and is none without it. */
    boolean needsDistinct(Table table, Column column) {
        List<UniqueKey> keys = uniqueKeys(table);
        return keys.stream().anyMatch(key -> {
            if (!key.reads().contains(column.name())) {
                return false;
            }
            Set<String> others = new LinkedHashSet<>(key.columns());
            others.remove(column.name());
            return keys.stream().noneMatch(other -> other.plain() && others.containsAll(other.columns()));
        });
    }

    /** Of the table, and of its partitions, which may have keys of their own. */
    private List<UniqueKey> uniqueKeys(Table table) {
        List<UniqueKey> keys = new ArrayList<>();
        catalog.tree(table).forEach(each -> keys.addAll(each.uniqueKeys()));
        return keys;
    }

    /** Whether the column decides in which partition a row stands. */
    boolean parts(Table table, String column) {
        return catalog.tree(table).stream().anyMatch(each -> each.partitionKey().contains(column));
    }

    /** The column that says whose row it is: one that refers to a table about people, else the primary key. */
    Optional<String> person(Table table, Set<io.penstock.database.TableName> people) {
        for (ForeignKey key : catalog.foreignKeys()) {
            if (key.table().equals(table.name())
                    && key.columns().size() == 1
                    && !key.referencedTable().equals(table.name())
                    && people.contains(key.referencedTable())
                    && !table.uniqueKeys().isEmpty()
                    && table.uniqueKeys().stream()
                            .anyMatch(unique -> unique.columns().equals(key.columns()))) {
                return Optional.of(key.columns().get(0));
            }
        }
        return table.uniqueKeys().stream()
                .filter(key -> key.primary() && key.columns().size() == 1)
                .map(key -> key.columns().get(0))
                .findFirst();
    }
}
