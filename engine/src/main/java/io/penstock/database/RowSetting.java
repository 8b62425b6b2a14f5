package io.penstock.database;

import io.penstock.landscape.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the rows of a table that have a natural key should be.
 *
 * @param key by column, what finds the rows
 * @param values by column, what they should hold; none for rows that should not be there
 * @param place where a person has written it
 */
public record RowSetting(
        Table table, Kind kind, Map<String, SettingValue> key, Map<String, SettingValue> values, Place place) {

    /** What is done. */
    public enum Kind {
        /** One row is there, and holds the values. */
        SET,
        /** The rows that are there hold the values. */
        UPDATE,
        /** No row is there. */
        DELETE
    }

    public RowSetting {
        key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** For people, such as {@code code=paypal}. */
    public String shownKey() {
        return key.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
