package io.penstock.database.postgresql;

import io.penstock.database.Bandwidth;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.SampleRequest;
import io.penstock.database.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a few rows of a table: of a small one the first, of a large one those of some blocks all over it. */
final class RowSample {

    /** A table with so many times more rows than wanted is read in blocks here and there. */
    private static final int LARGE = 20;

    private final PostgresSnapshot snapshot;
    private final Connection reader;
    private final Bandwidth bandwidth;

    RowSample(PostgresSnapshot snapshot, Connection reader) {
        this.snapshot = snapshot;
        this.reader = reader;
        this.bandwidth = snapshot.bandwidth();
    }

    /** @return how many rows were read */
    int read(SampleRequest request, Consumer<List<@Nullable String>> rows) throws SQLException {
        if (!snapshot.isReadable(request.table().name())) {
            return 0;
        }
        long estimated = snapshot.catalog().tree(request.table()).stream()
                .mapToLong(Table::estimatedRows)
                .sum();
        int found = 0;
        if (estimated > (long) LARGE * request.rows()) {
            // Twice the rows, since the estimate may be old. The same blocks each time, so that two scans of unchanged
            // tables agree.
            double percent = Math.max(0.0001, 200.0 * request.rows() / estimated);
            found = read(
                    request,
                    String.format(Locale.ROOT, " TABLESAMPLE pg_catalog.SYSTEM (%.4f) REPEATABLE (0)", percent),
                    rows);
        }
        return found > request.rows() / LARGE ? found : found + read(request, "", rows);
    }

    private int read(SampleRequest request, String sample, Consumer<List<@Nullable String>> rows) throws SQLException {
        String values = request.columns().stream()
                .map(column -> text(column, request.longest()))
                .collect(Collectors.joining(", "));
        String sql =
                "SELECT " + values + " FROM " + Sql.quote(request.table().name()) + sample + " LIMIT " + request.rows();
        int columns = request.columns().size();
        try (Statement statement = reader.createStatement()) {
            statement.setEscapeProcessing(false);
            // Rows arrive in portions only inside a transaction that the driver knows of.
            statement.setFetchSize(100);
            try (ResultSet row = statement.executeQuery(sql)) {
                int count = 0;
                while (row.next()) {
                    List<@Nullable String> taken = new ArrayList<>(columns);
                    long length = 0;
                    for (int i = 1; i <= columns; i++) {
                        String value = row.getString(i);
                        length += value == null ? 0 : value.length();
                        taken.add(value);
                    }
                    bandwidth.took(length);
                    rows.accept(taken);
                    count++;
                }
                return count;
            }
        }
    }

    private static String text(Column column, int longest) {
        String name = Sql.quote(column.name());
        if (column.kind() == ColumnKind.BINARY) {
            return "pg_catalog.encode(pg_catalog.substring(" + name + "::bytea, 1, " + longest + "), 'escape')";
        }
        return "pg_catalog.\"left\"(" + name + "::text, " + longest + ")";
    }
}
