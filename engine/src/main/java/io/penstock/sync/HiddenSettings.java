package io.penstock.sync;

import io.penstock.database.RowSetting;
import io.penstock.database.SettingValue;
import io.penstock.database.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** What of a configuration set people are not shown: secrets, what the personal-data map calls personal, and what by its name is a secret that nobody has declared. */
final class HiddenSettings {

    private static final Pattern SECRET = Pattern.compile(
            "passw|passphrase|\\bpwd|secret|token|credential|(api|private|access|account|client)[ ._-]?key",
            Pattern.CASE_INSENSITIVE);

    private final BiPredicate<Table, String> personal;

    /** @param personal whether a column of a table is */
    HiddenSettings(BiPredicate<Table, String> personal) {
        this.personal = personal;
    }

    /** The same setting, with more secrets. */
    RowSetting of(RowSetting row) {
        Map<String, SettingValue> key = hidden(row, row.key(), false);
        boolean secret = key.values().stream().anyMatch(value -> isSecret(value.toString()));
        return new RowSetting(row.table(), row.kind(), key, hidden(row, row.values(), secret), row.place());
    }

    private Map<String, SettingValue> hidden(RowSetting row, Map<String, SettingValue> values, boolean all) {
        Map<String, SettingValue> result = new LinkedHashMap<>();
        values.forEach((column, value) -> result.put(
                column,
                all || isSecret(column) || personal.test(row.table(), column)
                        ? new SettingValue(value.text(), true)
                        : value));
        return result;
    }

    /** Whether a name is one of a secret. */
    static boolean isSecret(String name) {
        return SECRET.matcher(name).find();
    }
}
