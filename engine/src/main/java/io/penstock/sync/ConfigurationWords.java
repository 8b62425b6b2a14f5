package io.penstock.sync;

import io.penstock.database.Configuration;
import io.penstock.database.Database;
import io.penstock.database.RowChange;
import io.penstock.database.Table;
import io.penstock.pseudonym.BoundMap;
import java.util.List;
import java.util.Locale;

/** Says what a configuration set will do and has done. */
final class ConfigurationWords {

    private final HiddenSettings hidden;

    ConfigurationWords(BoundMap map) {
        this.hidden = new HiddenSettings((table, column) -> isPersonal(map, table, column));
    }

    private static boolean isPersonal(BoundMap map, Table table, String name) {
        return map.personalColumns().stream()
                .anyMatch(column ->
                        column.table().equals(table.name()) && column.column().equals(name));
    }

    SyncPlan.ConfigurationPlan plan(DeclaredSet declared, Configuration configuration, Database source) {
        List<SyncPlan.SettingPlan> changes =
                source.compare(configuration.rows().stream().map(hidden::of).toList()).stream()
                        .map(ConfigurationWords::plan)
                        .toList();
        return new SyncPlan.ConfigurationPlan(
                declared.where(),
                declared.commit().orElse(null),
                configuration.rows().size(),
                changes,
                configuration.scripts().stream()
                        .map(script -> script.place().file())
                        .toList());
    }

    private static SyncPlan.SettingPlan plan(RowChange change) {
        return new SyncPlan.SettingPlan(
                change.setting().table().name().toString(),
                change.setting().shownKey(),
                change.kind().name().toLowerCase(Locale.ROOT),
                change.rows(),
                change.columns().stream()
                        .map(column -> new SyncPlan.ValuePlan(column.column(), column.before(), column.after()))
                        .toList(),
                change.setting().place().toString());
    }

    /** Names rows and columns, and no value but that of the key. */
    static String outcome(RowChange change) {
        List<String> columns =
                change.columns().stream().map(RowChange.ColumnChange::column).toList();
        return "configuration set: "
                + switch (change.kind()) {
                    case INSERT -> "added to ";
                    case UPDATE -> "changed in ";
                    case DELETE -> "removed from ";
                }
                + change.setting().table().name() + ": " + change.setting().shownKey()
                + (columns.isEmpty() ? "" : " (" + String.join(", ", columns) + ")");
    }
}
