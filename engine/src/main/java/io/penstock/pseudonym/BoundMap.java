package io.penstock.pseudonym;

import io.penstock.Problem;
import io.penstock.database.Catalog;
import io.penstock.database.Condition;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.pseudonym.account.AccountStatus;
import io.penstock.pseudonym.leak.Kind;
import io.penstock.pseudonym.leak.PersonalValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A personal-data map applied to one database: what happens to each table, and what people should know about it. Safe for use by several threads. */
public final class BoundMap {

    /**
     * A personal column, for plans and reports; holds made-up values only.
     *
     * @param sample a made-up value
     * @param example its pseudonym; null for NULL
     * @param losesContent whether testers find nothing to work with in it
     */
    public record PersonalColumn(
            TableName table,
            String column,
            String pseudonymizer,
            String link,
            String sample,
            @Nullable String example,
            boolean losesContent) {}

    /**
     * A column whose values in the kept rows must be {@linkplain KeptColumn#add added} before the first row is rewritten.
     *
     * @param keep the condition of the kept rows
     * @param keeper hands what it sees to the kept values
     */
    public record KeptColumn(TableName table, String column, String link, Condition keep, Pseudonymizer keeper) {

        /** Tells it from all others: table and column. */
        public String label() {
            return table + "." + column;
        }

        /** Takes note of a value of a kept row, or of what identifies someone inside of it. */
        public void add(String value) {
            if (!value.isEmpty()) {
                keeper.replace(value, RowContext.NONE);
            }
        }
    }

    /** A path into the documents of a column that led nowhere. */
    public record SilentPath(TableName table, String column, String path) {}

    /** How many values of a column could not be read and were replaced by shape, or as a whole. */
    public record OddCount(TableName table, String column, String pseudonymizer, long count) {}

    /** A column with its counter. */
    record Counted(BoundColumn column, OddValues odd) {}

    private final Map<TableName, TableRule> rules;
    private final List<PersonalColumn> personalColumns;
    private final Map<TableName, Condition> keptRows;
    private final List<KeptColumn> keptColumns;
    private final List<Counted> counted;
    private final KeptValues keptValues;
    private final Watch watch;
    private final List<Problem> warnings;
    private final List<AccountStatus> accounts;
    private final boolean copiesLargeObjects;
    private final String mapVersion;
    private final String keyId;

    BoundMap(
            Map<TableName, TableRule> rules,
            List<PersonalColumn> personalColumns,
            Map<TableName, Condition> keptRows,
            List<KeptColumn> keptColumns,
            List<Counted> counted,
            KeptValues keptValues,
            Watch watch,
            List<Problem> warnings,
            List<AccountStatus> accounts,
            boolean copiesLargeObjects,
            String mapVersion,
            String keyId) {
        this.rules = new TreeMap<>(rules);
        this.personalColumns = List.copyOf(personalColumns);
        this.keptRows = new TreeMap<>(keptRows);
        this.keptColumns = List.copyOf(keptColumns);
        this.counted = List.copyOf(counted);
        this.keptValues = keptValues;
        this.watch = watch;
        this.warnings = List.copyOf(warnings);
        this.accounts = List.copyOf(accounts);
        this.copiesLargeObjects = copiesLargeObjects;
        this.mapVersion = mapVersion;
        this.keyId = keyId;
    }

    /** For rows that come and stay as they are, whatever they hold. */
    public static BoundMap untouched(Catalog catalog) {
        Map<TableName, TableRule> rules = new TreeMap<>();
        catalog.tables().stream()
                .filter(Table::hasRows)
                .forEach(table -> rules.put(table.name(), new TableRule.AsIs()));
        return new BoundMap(
                rules,
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                new KeptValues(),
                new Watch(),
                List.of(),
                List.of(),
                catalog.largeObjects() > 0,
                "none".repeat(4),
                "none");
    }

    /** What happens to a table that has rows. */
    public TableRule rule(TableName table) {
        TableRule rule = rules.get(table);
        if (rule == null) {
            throw new IllegalArgumentException(table + " was not in the catalog");
        }
        return rule;
    }

    /** The rules of all tables that have rows, by name. */
    public Map<TableName, TableRule> rules() {
        return Map.copyOf(rules);
    }

    /** In the order of tables and columns. */
    public List<PersonalColumn> personalColumns() {
        return personalColumns;
    }

    /** Tables of which only the structure is copied. */
    public List<TableName> emptyTables() {
        List<TableName> empty = new ArrayList<>();
        rules.forEach((table, rule) -> {
            if (rule instanceof TableRule.Empty) {
                empty.add(table);
            }
        });
        return empty;
    }

    /** Which rows stay as they are, by table. */
    public Map<TableName, Condition> keptRows() {
        return Collections.unmodifiableMap(keptRows);
    }

    public List<KeptColumn> keptColumns() {
        return keptColumns;
    }

    /**
     * Takes note of a value of a kept row.
     *
     * @param column the {@linkplain KeptColumn#label() label} of its column
     */
    public void keep(String column, String value) {
        keptColumns.stream().filter(kept -> kept.label().equals(column)).forEach(kept -> kept.add(value));
    }

    public KeptValues keptValues() {
        return keptValues;
    }

    /** Whether any value is replaced. */
    public boolean isPersonal() {
        return !personalColumns.isEmpty();
    }

    /** Tells someone of every value that is replaced from now on, wherever it stands, and of those that stay because their row is kept. */
    public void watch(PersonalValues listener) {
        watch.tell(listener);
    }

    /** The columns of a table whose values other people have too, so that rows have to be tested one by one. */
    public List<String> lookAlikes(TableName table) {
        return counted.stream()
                .map(Counted::column)
                .filter(column ->
                        column.table().equals(table) && column.recipe().kind() == Kind.LOOK_ALIKE)
                .map(column -> column.column().name())
                .toList();
    }

    /** The calling codes of the countries whose phone numbers may be written without one. */
    public Set<Integer> callingCodes() {
        return Set.copyOf(watch.callingCodes());
    }

    /** The columns with values that could not be read so far. */
    public List<OddCount> oddValues() {
        List<OddCount> counts = new ArrayList<>();
        for (Counted each : counted) {
            if (each.odd().count() > 0) {
                BoundColumn column = each.column();
                counts.add(new OddCount(
                        column.table(),
                        column.column().name(),
                        column.recipe().label(),
                        each.odd().count()));
            }
        }
        return counts;
    }

    /** The paths into documents that led nowhere in all that was read so far. */
    public List<SilentPath> silentPaths() {
        List<SilentPath> silent = new ArrayList<>();
        for (Counted each : counted) {
            for (String path : each.odd().paths().unused()) {
                silent.add(new SilentPath(
                        each.column().table(), each.column().column().name(), path));
            }
        }
        return silent;
    }

    /** Forgets the counts of values and paths, after rows that were only tried. */
    public void forgetCounts() {
        counted.forEach(each -> each.odd().forget());
    }

    /** What would have been refused but for {@code unclassified: warn}. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** What becomes of the accounts that the map keeps. */
    public List<AccountStatus> accounts() {
        return accounts;
    }

    /** Whether large objects are copied; false when they are declared empty or there are none. */
    public boolean copiesLargeObjects() {
        return copiesLargeObjects;
    }

    /** Whether some values are replaced with a key that is thrown away after the run. */
    public boolean isAnonymous() {
        return counted.stream().anyMatch(each -> each.column().entry().options().anonymous());
    }

    /** {@link PersonalDataMap#version()}. */
    public String mapVersion() {
        return mapVersion;
    }

    /** {@link PseudonymKey#id()}. */
    public String keyId() {
        return keyId;
    }
}
