package io.penstock.configset;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.Configuration;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.RowSetting;
import io.penstock.database.SettingValue;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.UniqueKey;
import io.penstock.landscape.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds a configuration set against a database: tables, columns and keys get the names that the catalog has. */
public final class SettingsMatch {

    /** What a later entry takes the place of. */
    private record Row(TableName table, Map<String, SettingValue> key) {}

    private final Catalog catalog;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Row, RowSetting> settings = new LinkedHashMap<>();

    private SettingsMatch(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @throws PenstockException CONFIGURATION-SET-UNFIT, with everything that does not fit */
    public static Configuration of(ConfigurationSet set, Catalog catalog) {
        SettingsMatch match = new SettingsMatch(catalog);
        set.tables().forEach(match::add);
        if (!match.problems.isEmpty()) {
            throw new PenstockException(match.problems);
        }
        return new Configuration(List.copyOf(match.settings.values()), set.scripts());
    }

    private void add(TableEntries entries) {
        Optional<Table> found = catalog.find(entries.table()).filter(table -> table.kind() != Table.Kind.FOREIGN);
        if (found.isEmpty()) {
            problem(entries.place(), "there is no table " + entries.table() + ".", "Correct the name.");
            return;
        }
        Table table = found.get();
        List<String> key = new ArrayList<>();
        for (String name : entries.key()) {
            column(table, name, entries.place()).map(Column::name).ifPresent(key::add);
        }
        if (key.size() == entries.key().size()) {
            entries.entries().forEach(entry -> add(table, key, entry));
        }
    }

    private void add(Table table, List<String> declared, TableEntries.Entry entry) {
        Map<String, SettingValue> all = new LinkedHashMap<>();
        entry.values()
                .forEach((name, value) ->
                        column(table, name, entry.place()).ifPresent(column -> all.put(column.name(), value)));
        if (all.size() < entry.values().size()) {
            return;
        }
        Optional<List<String>> key = key(table, declared, all.keySet(), entry.kind());
        if (key.isEmpty()) {
            problem(
                    entry.place(),
                    declared.isEmpty()
                            ? "no key of " + table.name() + " is among the columns of this row."
                            : "this row lacks a column of the key " + String.join(", ", declared) + ".",
                    "Give the row the columns of a key, or name under key: the columns that tell rows apart.");
            return;
        }
        Map<String, SettingValue> found = new LinkedHashMap<>();
        key.get().forEach(column -> found.put(column, all.get(column)));
        Map<String, SettingValue> values = new LinkedHashMap<>(all);
        values.keySet().removeAll(found.keySet());
        if (entry.kind() == RowSetting.Kind.UPDATE && values.isEmpty()) {
            problem(entry.place(), "this row says nothing besides its key.", "Add the columns to change.");
            return;
        }
        Row row = new Row(table.name(), found);
        RowSetting before = settings.remove(row);
        if (before != null && before.kind() == entry.kind() && entry.kind() != RowSetting.Kind.DELETE) {
            Map<String, SettingValue> together = new LinkedHashMap<>(before.values());
            together.putAll(values);
            values = together;
        }
        settings.put(row, new RowSetting(table, entry.kind(), found, values, entry.place()));
    }

    /** The declared columns; else the primary key, or another one that is a key by itself; of rows to delete, all columns that are given. */
    private static Optional<List<String>> key(
            Table table, List<String> declared, Set<String> given, RowSetting.Kind kind) {
        if (kind == RowSetting.Kind.DELETE) {
            return given.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(given));
        }
        if (!declared.isEmpty()) {
            return given.containsAll(declared) ? Optional.of(declared) : Optional.empty();
        }
        return table.uniqueKeys().stream()
                .filter(key -> key.plain() && given.containsAll(key.columns()))
                .max(Comparator.comparing(UniqueKey::primary))
                .map(UniqueKey::columns);
    }

    private Optional<Column> column(Table table, String name, Place place) {
        Optional<Column> exact = table.column(name);
        List<Column> loose = table.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .toList();
        if (exact.isPresent() || loose.size() == 1) {
            return exact.or(() -> Optional.of(loose.get(0)));
        }
        problem(place, table.name() + " has no column " + name + ".", "Correct the name.");
        return Optional.empty();
    }

    private void problem(Place place, String what, String remedy) {
        problems.add(new Problem(DatabaseProblem.CONFIGURATION_SET_UNFIT, place + ": " + what, remedy));
    }
}
