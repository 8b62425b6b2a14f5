package io.penstock.configset;

import io.penstock.database.RowSetting;
import io.penstock.database.SettingValue;
import io.penstock.landscape.Place;
import java.util.List;
import java.util.Map;

/**
 * What a file says about one table, by names that are not yet held against a database.
 *
 * @param key the columns that find a row; none when the table's own keys are to be taken
 */
record TableEntries(String table, Place place, List<String> key, List<Entry> entries) {

    /** One row of a list. */
    record Entry(RowSetting.Kind kind, Map<String, SettingValue> values, Place place) {}
}
