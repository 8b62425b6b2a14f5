package io.penstock.pseudonym.discovery;

import io.penstock.database.Column;
import io.penstock.database.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a sample of a table looked like, in all databases that have it. */
final class TableProfile {

    private final String name;
    private final Table table;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, Profile> profiles = new LinkedHashMap<>();
    private final Map<String, String> comments = new LinkedHashMap<>();
    private String comment = "";
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

    void estimated(long more) {
        rows += more;
    }

    void comment(String text) {
        comment = text;
    }

    void comment(String column, String text) {
        comments.put(column, text);
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
