package io.penstock.cli;

import io.penstock.Figures;
import java.util.ArrayList;
import java.util.List;

/** A row that a configuration set changes, for people: the row, and below it each column before and after. */
final class SettingLines {

    private final String change;
    private final List<String> lines = new ArrayList<>();

    /** @param change {@code insert}, {@code update} or {@code delete} */
    SettingLines(String change, String table, String key, long rows) {
        this.change = change;
        lines.add("  " + change + " " + table + " " + key
                + (rows > 1 ? " (" + Figures.of(rows, "row", "rows") + ")" : ""));
    }

    void column(String column, String before, String after) {
        lines.add("    " + column + ": " + (change.equals("insert") ? "" : before + " -> ") + after);
    }

    List<String> lines() {
        return lines.stream().map(Layout::plain).toList();
    }
}
