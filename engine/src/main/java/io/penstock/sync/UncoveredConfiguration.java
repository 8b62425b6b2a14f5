package io.penstock.sync;

import io.penstock.Figures;
import io.penstock.configset.OutboundContacts;
import io.penstock.database.Condition;
import io.penstock.database.Configuration;
import io.penstock.database.RowSetting;
import io.penstock.database.SettingValue;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.UniqueKey;
import io.penstock.landscape.PreservedRowsRule;
import io.penstock.pseudonym.BoundMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds what of the source's configuration comes down as it is: rows of a table that the set or a rule to preserve rows speaks of, such as those of a new channel, which neither of
 * them means.
 */
final class UncoveredConfiguration {

    private static final int SHOWN = 5;

    private final Snapshot source;
    private final BoundMap map;

    UncoveredConfiguration(Snapshot source, BoundMap map) {
        this.source = source;
        this.map = map;
    }

    /** A phrase for each table, which names some of the rows by their keys. */
    List<String> of(Configuration configuration, List<PreservedRowsRule> preserve) {
        Map<TableName, Table> tables = new TreeMap<>();
        configuration.rows().forEach(row -> tables.put(row.table().name(), row.table()));
        preserve.forEach(
                rule -> source.catalog().find(rule.table()).ifPresent(table -> tables.put(table.name(), table)));
        List<String> phrases = new ArrayList<>();
        for (Table table : tables.values()) {
            List<RowSetting> settings = configuration.rows().stream()
                    .filter(row -> row.table().name().equals(table.name()))
                    .toList();
            List<PreservedRowsRule> rules = preserve.stream()
                    .filter(rule -> source.catalog()
                            .find(rule.table())
                            .filter(found -> found.name().equals(table.name()))
                            .isPresent())
                    .toList();
            boolean whole = rules.stream().anyMatch(rule -> rule.where() == null);
            if (!whole && table.bytes() <= OutboundContacts.MOST_BYTES) {
                phrase(table, settings, rules, phrases);
            }
        }
        return phrases;
    }

    private void phrase(Table table, List<RowSetting> settings, List<PreservedRowsRule> rules, List<String> to) {
        List<String> covered = new ArrayList<>();
        rules.forEach(rule -> covered.add("(" + rule.where() + "\n)"));
        Map<List<String>, List<List<String>>> keys = settings.stream()
                .filter(row -> row.key().values().stream().allMatch(value -> value.text() != null))
                .collect(Collectors.groupingBy(
                        row -> List.copyOf(row.key().keySet()),
                        Collectors.mapping(UncoveredConfiguration::texts, Collectors.toList())));
        keys.forEach((columns, values) -> covered.add("(" + source.among(table, columns, values) + ")"));
        String sql = covered.stream()
                .map(each -> "NOT coalesce(" + each + ", false)")
                .collect(Collectors.joining(" AND "));
        Condition uncovered = new Condition(
                sql.isEmpty() ? "true" : sql,
                table.name().name(),
                rules.isEmpty() ? "the configuration set" : "a rule to preserve rows of " + table.name());
        long rows = source.count(table, uncovered);
        if (rows > 0) {
            to.add(Figures.of(rows, "row", "rows") + " of " + table.name() + named(table, settings, uncovered, rows));
        }
    }

    private static List<String> texts(RowSetting row) {
        return row.key().values().stream()
                .map(SettingValue::text)
                .map(String::valueOf)
                .toList();
    }

    /** By the key that the set finds rows with, else by the table's own. */
    private String named(Table table, List<RowSetting> settings, Condition condition, long rows) {
        List<String> key = settings.stream()
                .filter(row -> row.kind() != RowSetting.Kind.DELETE)
                .findFirst()
                .map(row -> List.copyOf(row.key().keySet()))
                .or(() -> table.uniqueKeys().stream()
                        .filter(UniqueKey::plain)
                        .max(Comparator.comparing(UniqueKey::primary))
                        .map(UniqueKey::columns))
                .orElse(List.of());
        boolean personal = map.personalColumns().stream()
                .anyMatch(column -> column.table().equals(table.name()) && key.contains(column.column()));
        if (key.isEmpty() || personal || key.stream().anyMatch(HiddenSettings::isSecret)) {
            return "";
        }
        List<String> shown = source.values(table, key, condition).stream()
                .sorted(Comparator.comparing(values -> String.join(",", values)))
                .limit(SHOWN)
                .map(values -> shown(key, values))
                .toList();
        return " (" + String.join("; ", shown) + (rows > shown.size() ? "; …" : "") + ")";
    }

    private static String shown(List<String> key, List<String> values) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            parts.add(key.get(i) + "=" + SettingValue.shown(values.get(i), false));
        }
        return String.join(", ", parts);
    }
}
