package io.penstock.pseudonym.discovery;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.SampleRequest;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a sample of a table's rows into profiles; holds one row at a time. */
final class Sampler {

    /** Values are cut to so many characters; documents need more than other texts. */
    private static final int LONGEST = 4000;

    private static final int LONGEST_TEXT = 600;

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
        List<Column> settings = columns.stream().filter(into::namesSettings).toList();
        snapshot.sample(new SampleRequest(table, columns, rows, LONGEST), row -> {
            for (int i = 0; i < columns.size(); i++) {
                String value = row.get(i);
                add(into.profile(columns.get(i)), columns.get(i).kind(), value);
                if (value != null
                        && settings.contains(columns.get(i))
                        && DefaultList.get().namesSecret(value)) {
                    into.namesSecret();
                }
            }
        });
    }

    private void add(Profile profile, ColumnKind kind, @Nullable String value) {
        if (value == null) {
            profile.add(null, formats);
            return;
        }
        switch (kind) {
            case TEXT, JSON, XML -> {
                if (!profile.documents().add(value, formats)) {
                    profile.add(cut(value), formats);
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
