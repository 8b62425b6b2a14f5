package io.penstock.pseudonym.discovery;

import io.penstock.database.Column;
import io.penstock.database.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a sample of a table looked like, in all databases that have it. */
final class TableProfile {

    private static final Set<String> SETTING_NAMES = Set.of(
            "name", "key", "code", "property", "parameter", "setting", "schluessel", "eigenschaft", "param", "option");

    private static final Set<String> SETTING_VALUES =
            Set.of("value", "val", "content", "data", "text", "wert", "inhalt", "daten", "setting");

    private final String name;
    private final Table table;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, Profile> profiles = new LinkedHashMap<>();
    private final Map<String, String> comments = new LinkedHashMap<>();
    private String comment = "";
    private boolean namesSecrets;
    private long rows;

    /** @param name as a map names the table */
    TableProfile(String name, Table table) {
        this.name = name;
        this.table = table;
    }

    void include(Column column) {
        columns.putIfAbsent(column.name(), column);
        profiles.computeIfAbsent(column.name(), absent -> new Profile());
    }

    /** Whether the column's values may be the names of settings: there is a column beside it for what they are set to. */
    boolean namesSettings(Column column) {
        return SETTING_NAMES.contains(NameWords.of(column.name()).last())
                && columns.keySet().stream()
                        .anyMatch(each ->
                                SETTING_VALUES.contains(NameWords.of(each).last()));
    }

    void estimated(long more) {
        rows += more;
    }

    void comment(String text) {
        comment = text;
    }

    void comment(String column, String text) {
        comments.put(column, text);
    }

    /** Notes that a value of a column is the name of a setting that holds a secret or an address. */
    void namesSecret() {
        namesSecrets = true;
    }

    /** Whether the column holds the values of settings, some of which are secrets. */
    boolean holdsSecrets(Column column) {
        return namesSecrets
                && SETTING_VALUES.contains(NameWords.of(column.name()).last());
    }

    String name() {
        return name;
    }

    /** Of the first database that has it. */
    Table table() {
        return table;
    }

    /** The database's own estimate of the rows. */
    long rows() {
        return rows;
    }

    String comment() {
        return comment;
    }

    String comment(Column column) {
        return comments.getOrDefault(column.name(), "");
    }

    List<Column> columns() {
        return new ArrayList<>(columns.values());
    }

    Profile profile(Column column) {
        return profiles.computeIfAbsent(column.name(), absent -> new Profile());
    }

    NameWords words() {
        return NameWords.of(table.name().name());
    }
}
