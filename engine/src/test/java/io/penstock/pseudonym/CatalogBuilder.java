package io.penstock.pseudonym;

import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.ForeignKey;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.UniqueKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes a catalog for a test: a table, then its columns and keys, then the next table. */
final class CatalogBuilder {

    private final List<Table> tables = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private long largeObjects;

    static CatalogBuilder aCatalog() {
        return new CatalogBuilder();
    }

    CatalogBuilder table(String name) {
        return table(name, Table.Kind.ORDINARY, List.of());
    }

    CatalogBuilder table(String name, Table.Kind kind, List<String> parents) {
        tables.add(new Table(
                name(name),
                kind,
                List.of(),
                List.of(),
                parents.stream().map(CatalogBuilder::name).toList(),
                0,
                0));
        return this;
    }

    CatalogBuilder partitionKey(String... columns) {
        Table last = tables.remove(tables.size() - 1);
        tables.add(new Table(
                last.name(),
                last.kind(),
                last.columns(),
                last.uniqueKeys(),
                last.parents(),
                0,
                0,
                Arrays.asList(columns)));
        return this;
    }

    CatalogBuilder text(String name, int maxLength) {
        return column(new Column(
                name, "character varying(" + maxLength + ")", ColumnKind.TEXT, maxLength, 0, 0, true, false));
    }

    CatalogBuilder column(String name, ColumnKind kind, String type) {
        return column(new Column(name, type, kind, 0, 0, 0, true, false));
    }

    CatalogBuilder column(Column column) {
        Table last = tables.remove(tables.size() - 1);
        List<Column> columns = new ArrayList<>(last.columns());
        columns.add(column);
        tables.add(new Table(
                last.name(), last.kind(), columns, last.uniqueKeys(), last.parents(), 0, 0, last.partitionKey()));
        return this;
    }

    CatalogBuilder unique(String... columns) {
        Table last = tables.remove(tables.size() - 1);
        List<UniqueKey> keys = new ArrayList<>(last.uniqueKeys());
        keys.add(new UniqueKey(
                last.name().name() + "_" + String.join("_", columns), Arrays.asList(columns), false, true));
        tables.add(
                new Table(last.name(), last.kind(), last.columns(), keys, last.parents(), 0, 0, last.partitionKey()));
        return this;
    }

    /** @param from and to as {@code table.column} */
    CatalogBuilder foreignKey(String from, String to) {
        String[] here = from.split("\\.", -1);
        String[] there = to.split("\\.", -1);
        foreignKeys.add(
                new ForeignKey(here[0] + "_fk", name(here[0]), List.of(here[1]), name(there[0]), List.of(there[1])));
        return this;
    }

    CatalogBuilder largeObjects(long count) {
        this.largeObjects = count;
        return this;
    }

    Catalog build() {
        return new Catalog(tables, foreignKeys, List.of("public"), largeObjects);
    }

    static TableName name(String table) {
        return new TableName("public", table);
    }
}
