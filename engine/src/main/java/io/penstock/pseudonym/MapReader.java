package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymProblem.MAP_INVALID;

import io.penstock.landscape.ConfigFile;
import io.penstock.landscape.ConfigMapping;
import io.penstock.landscape.ConfigNode;
import io.penstock.landscape.Place;
import io.penstock.landscape.Problems;
import io.penstock.pseudonym.account.Account;
import io.penstock.pseudonym.account.AccountReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code personal-data.yaml}; all problems are collected and thrown together. */
final class MapReader {

    private static final String WORDS = "Write `empty`, `public`, or `columns` and `public` below it.";

    private final ConfigFile file;
    private final Problems problems;
    private final EntryReader entries;
    private boolean anonymous;

    private final OwnClasses classes;

    MapReader(ConfigFile file, OwnClasses classes) {
        this.file = file;
        this.classes = classes;
        this.problems = file.problems();
        this.entries = new EntryReader(file.problems());
    }

    PersonalDataMap read() {
        ConfigMapping root = file.root();
        root.rejectUnknown(Set.of("locale", "tables", "keep", "unclassified", "large-objects", "anonymous"));
        Locale locale = entries.locale(root, "locale");
        Boolean refuse = root.choice("unclassified", Map.of("refuse", true, "warn", false));
        anonymous = Boolean.TRUE.equals(root.bool("anonymous"));
        Boolean largeObjects = root.choice("large-objects", Map.of("public", true, "empty", false));
        ConfigNode.Sequence kept = root.sequence("keep");
        List<Account> accounts = kept == null ? List.of() : new AccountReader(MAP_INVALID).read(kept);
        List<TableEntry> tables = new ArrayList<>();
        ConfigMapping listed = root.requiredMapping("tables");
        if (listed != null) {
            listed.values().forEach((name, node) -> tables.add(table(name, listed.placeOf(name), node)));
        }
        problems.throwIfAny();
        return new PersonalDataMap(
                Path.of(file.name()),
                locale == null ? Locale.ENGLISH : locale,
                tables,
                accounts,
                refuse == null || refuse,
                largeObjects,
                classes);
    }

    private TableEntry table(String name, Place place, ConfigNode node) {
        Map<String, TableEntry.Personal> columns = new LinkedHashMap<>();
        Map<String, Place> open = new LinkedHashMap<>();
        TableEntry.Keep keep = null;
        TableEntry.Treatment treatment = TableEntry.Treatment.BY_COLUMN;
        if (node instanceof ConfigMapping mapping) {
            mapping.rejectUnknown(Set.of("columns", "public", "keep", "anonymous"));
            readColumns(mapping, columns);
            readPublic(mapping, columns, open);
            String condition = mapping.string("keep");
            keep = condition == null ? null : new TableEntry.Keep(mapping.placeOf("keep"), condition);
        } else if (node instanceof ConfigNode.Scalar scalar && scalar.text().equals("empty")) {
            treatment = TableEntry.Treatment.EMPTY;
        } else if (node instanceof ConfigNode.Scalar scalar && scalar.text().equals("public")) {
            treatment = TableEntry.Treatment.PUBLIC;
        } else {
            problems.add(place, MAP_INVALID, "it is not clear what shall happen to table '" + name + "'.", WORDS);
        }
        return new TableEntry(name, place, treatment, columns, open, keep);
    }

    private void readColumns(ConfigMapping table, Map<String, TableEntry.Personal> columns) {
        ConfigMapping listed = table.mapping("columns");
        if (listed == null) {
            return;
        }
        Boolean own = table.bool("anonymous");
        boolean withoutKey = own == null ? anonymous : own;
        listed.values().forEach((column, node) -> {
            Options.Entry entry = entries.entry(node, "column '" + column + "'");
            if (entry != null) {
                Options options = withoutKey ? entry.options().anonymously() : entry.options();
                columns.put(
                        column,
                        new TableEntry.Personal(listed.placeOf(column), new Options.Entry(entry.recipe(), options)));
            }
        });
    }

    private void readPublic(ConfigMapping table, Map<String, TableEntry.Personal> columns, Map<String, Place> open) {
        ConfigNode.Sequence listed = table.sequence("public");
        if (listed == null) {
            return;
        }
        for (ConfigNode.Scalar column : listed.texts("'public'")) {
            if (columns.containsKey(column.text())) {
                problems.add(
                        column,
                        MAP_INVALID,
                        "column '" + column.text() + "' is both personal and public.",
                        "Remove it from one of the two lists.");
            }
            if (open.put(column.text(), column.place()) != null) {
                problems.add(
                        column, MAP_INVALID, "column '" + column.text() + "' is listed twice.", "Remove one of them.");
            }
        }
    }
}
