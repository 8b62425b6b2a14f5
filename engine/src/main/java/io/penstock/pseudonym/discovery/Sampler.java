package io.penstock.pseudonym.discovery;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.SampleRequest;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a sample of a table's rows into profiles; holds one row at a time. */
final class Sampler {

    /** Values are cut to so many characters; documents need more than other texts. */
    private static final int LONGEST = 4000;

    private static final int LONGEST_TEXT = 600;

    private static final Pattern LEAF = Pattern.compile(">([^<>]+)<|=\"([^\"]+)\"");

    private final Formats formats;
    private final int rows;

    /** @param rows at most so many of each table */
    Sampler(Formats formats, int rows) {
        this.formats = formats;
        this.rows = rows;
    }

    void read(Snapshot snapshot, Table table, TableProfile into) {
        List<Column> columns =
                table.columns().stream().filter(column -> !column.generated()).toList();
        columns.forEach(into::include);
        if (columns.isEmpty()) {
            return;
        }
        snapshot.sample(new SampleRequest(table, columns, rows, LONGEST), row -> {
            for (int i = 0; i < columns.size(); i++) {
                add(into.profile(columns.get(i)), columns.get(i).kind(), row.get(i));
            }
        });
    }

    private void add(Profile profile, ColumnKind kind, @Nullable String value) {
        if (value == null) {
            profile.add(null, formats);
            return;
        }
        switch (kind) {
            case TEXT, JSON -> {
                if (!profile.json().add(value, formats)) {
                    profile.add(cut(value), formats);
                }
            }
            case XML -> {
                Matcher leaf = LEAF.matcher(value);
                while (leaf.find()) {
                    profile.add(cut(leaf.group(1) == null ? leaf.group(2) : leaf.group(1)), formats);
                }
            }
            case ARRAY -> {
                for (String element : value.replaceAll("^[{\\[]|[}\\]]$", "").split(",", 50)) {
                    profile.add(cut(element.replace("\"", "")), formats);
                }
            }
            default -> profile.add(cut(value), formats);
        }
    }

    private static String cut(String value) {
        return value.length() > LONGEST_TEXT ? value.substring(0, LONGEST_TEXT) : value;
    }
}
