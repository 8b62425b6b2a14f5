package io.penstock.configset;

import static java.util.Objects.requireNonNullElse;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.RowSetting;
import io.penstock.database.SettingValue;
import io.penstock.landscape.ConfigMapping;
import io.penstock.landscape.ConfigNode;
import io.penstock.landscape.ConfigurationSetSource;
import io.penstock.landscape.LandscapeProblem;
import io.penstock.landscape.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads one file of settings. */
final class SettingsReader {

    private static final Set<String> KEYS = Set.of("key", "secret", "set", "update", "delete");

    private final ConfigurationSetSource source;
    private final Problems problems;

    SettingsReader(ConfigurationSetSource source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    List<TableEntries> read(ConfigMapping root) {
        root.rejectUnknown(Set.of("tables"));
        List<TableEntries> result = new ArrayList<>();
        ConfigMapping tables = root.requiredMapping("tables");
        if (tables != null) {
            for (String name : tables.keys()) {
                ConfigMapping table = tables.mapping(name);
                if (table != null) {
                    result.add(table(name, table, tables));
                }
            }
        }
        return result;
    }

    private TableEntries table(String name, ConfigMapping table, ConfigMapping tables) {
        table.rejectUnknown(KEYS);
        List<String> key = requireNonNullElse(table.strings("key"), List.<String>of());
        List<String> secret = requireNonNullElse(table.strings("secret"), List.<String>of());
        List<TableEntries.Entry> entries = new ArrayList<>();
        for (RowSetting.Kind kind : RowSetting.Kind.values()) {
            String label = kind.name().toLowerCase(Locale.ROOT);
            ConfigNode.Sequence list = table.sequence(label);
            for (ConfigMapping row : list == null ? List.<ConfigMapping>of() : list.mappings("'" + label + "'")) {
                entries.add(new TableEntries.Entry(kind, values(row, secret), row.place()));
            }
        }
        if (entries.isEmpty()) {
            tables.problem(
                    name,
                    LandscapeProblem.CONFIG_MISSING_KEY,
                    "nothing is set in the table '" + name + "'.",
                    "Add rows under set:, update: or delete:, or remove the table.");
        }
        return new TableEntries(name, tables.placeOf(name), key, entries);
    }

    private Map<String, SettingValue> values(ConfigMapping row, List<String> secret) {
        Map<String, SettingValue> values = new LinkedHashMap<>();
        row.values().forEach((column, node) -> {
            if (!(node instanceof ConfigNode.Scalar scalar)) {
                problems.add(
                        node,
                        LandscapeProblem.CONFIG_WRONG_TYPE,
                        "'" + column + "' must be a single value, but is " + node.described() + ".",
                        "Write JSON and arrays as text, in quotes.");
            } else if (scalar.meaning() == ConfigNode.Meaning.NULL) {
                values.put(column, new SettingValue(null, secret.contains(column)));
            } else {
                values.put(column, value(scalar, secret.contains(column)));
            }
        });
        return values;
    }

    private SettingValue value(ConfigNode.Scalar scalar, boolean secret) {
        if (!ConfigurationSetSource.refers(scalar.text())) {
            return new SettingValue(scalar.text(), secret);
        }
        try {
            return new SettingValue(source.resolve(scalar.text(), scalar.place()), true);
        } catch (PenstockException e) {
            for (Problem problem : e.problems()) {
                String what = problem.what();
                String place = scalar.place() + ": ";
                problems.add(
                        scalar.place(),
                        problem.code(),
                        what.startsWith(place) ? what.substring(place.length()) : what,
                        problem.remedy());
            }
            return new SettingValue(null, true);
        }
    }
}
