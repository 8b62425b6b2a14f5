package io.penstock.configset;

import io.penstock.database.SettingValue;
import io.penstock.landscape.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a set says of one file of Java properties of the shared file system.
 *
 * @param path relative to the root of the file system, with {@code /}
 */
public record PropertyFile(String path, Map<String, Setting> settings) {

    /** A value, and where it is written. */
    public record Setting(SettingValue value, Place place) {}

    /** A property as it is and as it should be. @param before absent where the key is not there */
    public record Change(String key, @Nullable String before, Setting after) {}

    public PropertyFile {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** The same file with the settings of another, which take the place of those here. */
    PropertyFile with(PropertyFile later) {
        Map<String, Setting> all = new LinkedHashMap<>(settings);
        all.putAll(later.settings);
        return new PropertyFile(path, all);
    }

    /** Where a file differs. @param content absent where there is no file */
    public List<Change> changes(byte @Nullable [] content) {
        PropertiesText text = new PropertiesText(content == null ? new byte[0] : content);
        List<Change> changes = new ArrayList<>();
        settings.forEach((key, setting) -> {
            String before = text.get(key).orElse(null);
            if (!wanted(setting).equals(before)) {
                changes.add(new Change(key, before, setting));
            }
        });
        return changes;
    }

    /** What the file should hold: other keys, comments and the order stay. */
    public byte[] apply(byte @Nullable [] content) {
        PropertiesText text = new PropertiesText(content == null ? new byte[0] : content);
        settings.forEach((key, setting) -> text.set(key, wanted(setting)));
        return text.bytes();
    }

    private static String wanted(Setting setting) {
        String text = setting.value().text();
        return text == null ? "" : text;
    }
}
