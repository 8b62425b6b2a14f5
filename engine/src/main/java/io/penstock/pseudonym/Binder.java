package io.penstock.pseudonym;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.Condition;
import io.penstock.database.Derivation;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.database.UniqueKey;
import io.penstock.pseudonym.account.KeptAccounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Applies a map to a catalog: finds every problem first, and only then makes pseudonymizers. */
final class Binder {

    private final PersonalDataMap map;
    private final String name;
    private final Catalog catalog;
    private final PseudonymKey key;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final KeptValues kept = new KeptValues();
    private final Workbench workbench;
    private final Classification classification;

    private final Map<TableName, Map<String, BoundColumn>> personal = new HashMap<>();
    private final Set<TableName> empty = new TreeSet<>();

    /** @param name of the database, for people; empty where there is but one */
    Binder(
            PersonalDataMap map,
            String name,
            Catalog catalog,
            OtherDatabases others,
            PseudonymKey key,
            String landscape) {
        this.map = map;
        this.name = name;
        this.catalog = catalog;
        this.key = key;
        this.workbench =
                new Workbench(key, map.thrownAway(), landscape, map.locale(), kept, map.usual(), map.classes());
        this.classification = new Classification(catalog, others, map.tables(), problems);
    }

    BoundMap bind(Function<Predicate<TableName>, KeptAccounts> accounts) {
        boolean copiesLargeObjects = examine();
        if (!problems.isEmpty()) {
            throw new PenstockException(named(problems));
        }
        return made(
                copiesLargeObjects,
                accounts.apply(table -> !personal.getOrDefault(table, Map.of()).isEmpty()));
    }

    /** What is wrong and what should be known; nothing is made. */
    MapReview review(List<Derivation> derivations) {
        examine();
        DerivedValues derived = new DerivedValues(catalog, personal, empty);
        derivations.forEach(derived::judge);
        problems.addAll(derived.problems());
        warnings.addAll(derived.notes());
        Map<TableName, Condition> keptRows = new TreeMap<>();
        for (Table table : catalog.tables()) {
            if (table.hasRows()
                    && !personal.getOrDefault(table.name(), Map.of()).isEmpty()) {
                classification.keep(table).ifPresent(condition -> keptRows.put(table.name(), condition));
            }
        }
        return new MapReview(named(problems), named(warnings), keptRows);
    }

    /** Finds every problem; gives whether large objects are copied. */
    private boolean examine() {
        boolean copiesLargeObjects = largeObjects();
        classification.require(map.accounts());
        for (Table table : catalog.tables()) {
            if (table.kind() != Table.Kind.FOREIGN) {
                classify(table);
            }
        }
        personal.values().forEach(columns -> columns.values().forEach(this::share));
        check();
        return copiesLargeObjects;
    }

    private boolean largeObjects() {
        if (catalog.largeObjects() > 0 && map.copiesLargeObjects() == null) {
            problems.add(new Problem(
                    PseudonymProblem.LARGE_OBJECTS_UNCLASSIFIED,
                    "The database holds " + catalog.largeObjects() + " large objects, about which " + map.file()
                            + " says nothing.",
                    "Write `large-objects: public` to copy them, or `large-objects: empty` to leave them out."));
        }
        return catalog.largeObjects() > 0 && Boolean.TRUE.equals(map.copiesLargeObjects());
    }

    private void classify(Table table) {
        if (classification.treatment(table) == TableEntry.Treatment.EMPTY) {
            empty.add(table.name());
            return;
        }
        Map<String, BoundColumn> columns = new LinkedHashMap<>();
        Set<String> unique = inUniqueKeys(table);
        for (Column column : table.columns()) {
            Classification.Verdict verdict = classification.verdict(table, column);
            if (verdict instanceof Classification.Verdict.Personal found) {
                TableEntry.Personal entry = found.personal();
                columns.put(
                        column.name(),
                        new BoundColumn(
                                table.name(), column, entry.entry(), entry.place(), unique.contains(column.name())));
            } else if (verdict instanceof Classification.Verdict.Unclassified && !column.generated()) {
                unclassified(table, column);
            }
        }
        personal.put(table.name(), columns);
    }

    private void unclassified(Table table, Column column) {
        if (!table.hasRows()) {
            return;
        }
        (map.refusesUnclassified() ? problems : warnings)
                .add(new Problem(
                        PseudonymProblem.UNCLASSIFIED_COLUMN,
                        "Column " + table.name() + "." + column.name() + " of type " + column.type()
                                + " is neither personal nor public in " + map.file() + ".",
                        "Add it to `columns` with a pseudonymizer, or to `public`."));
    }

    /** The columns of the unique keys of the table, and of the partitioned tables above it. */
    private Set<String> inUniqueKeys(Table table) {
        Set<String> columns = new TreeSet<>();
        uniqueKeys(table).forEach(unique -> columns.addAll(unique.columns()));
        return columns;
    }

    private List<UniqueKey> uniqueKeys(Table table) {
        List<UniqueKey> keys = new ArrayList<>(table.uniqueKeys());
        if (table.kind() == Table.Kind.PARTITION || table.kind() == Table.Kind.PARTITIONED) {
            classification.parents(table).forEach(parent -> keys.addAll(uniqueKeys(parent)));
        }
        return keys;
    }

    private void share(BoundColumn bound) {
        workbench.scope(bound.entry()).include(bound);
        workbench.scopesInside(bound.entry());
    }

    private void check() {
        ColumnChecks columnChecks = new ColumnChecks(workbench, map.classes(), problems);
        KeyChecks keyChecks = new KeyChecks(problems);
        for (Table table : catalog.tables()) {
            Map<String, BoundColumn> columns = personal.getOrDefault(table.name(), Map.of());
            if (table.hasRows()) {
                columns.values().forEach(column -> columnChecks.check(table, column, columns));
                keyChecks.unique(table, uniqueKeys(table), columns);
                above(table).forEach(parent -> keyChecks.partitioned(parent, columns));
            }
        }
        catalog.foreignKeys().forEach(foreignKey -> keyChecks.foreign(foreignKey, personal, empty));
    }

    /** The partitioned tables that a table is a part of. */
    private List<Table> above(Table table) {
        List<Table> above = new ArrayList<>();
        classification.parents(table).forEach(parent -> {
            above.add(parent);
            above.addAll(above(parent));
        });
        return above;
    }

    private BoundMap made(boolean copiesLargeObjects, KeptAccounts accounts) {
        Map<TableName, TableRule> rules = new HashMap<>();
        List<BoundMap.PersonalColumn> described = new ArrayList<>();
        List<BoundMap.KeptColumn> keptColumns = new ArrayList<>();
        Map<TableName, Condition> keptRows = new TreeMap<>();
        List<BoundMap.Counted> counted = new ArrayList<>();
        for (Table table : catalog.tables()) {
            Map<String, BoundColumn> columns = personal.getOrDefault(table.name(), Map.of());
            if (!table.hasRows()) {
                continue;
            }
            if (empty.contains(table.name())) {
                rules.put(table.name(), new TableRule.Empty());
            } else if (columns.isEmpty()) {
                rules.put(table.name(), new TableRule.AsIs());
            } else {
                Optional<Condition> keep = classification.keep(table, accounts);
                keep.ifPresent(condition -> keptRows.put(table.name(), condition));
                TableRules made = new TableRules(workbench, columns, keep);
                rules.put(table.name(), new TableRule.Rewritten(made.rewriter()));
                described.addAll(made.described());
                keptColumns.addAll(made.keptColumns());
                counted.addAll(made.counted());
            }
        }
        return new BoundMap(
                rules,
                described,
                keptRows,
                keptColumns,
                counted,
                kept,
                workbench.watch(),
                named(warnings),
                accounts.statuses(),
                copiesLargeObjects,
                map.version(),
                key.id());
    }

    /** Says of each which database it is about: the clusters' databases have the same tables. */
    private List<Problem> named(List<Problem> about) {
        return name.isEmpty()
                ? about
                : about.stream()
                        .map(each -> new Problem(each.code(), name + ": " + each.what(), each.remedy()))
                        .toList();
    }
}
