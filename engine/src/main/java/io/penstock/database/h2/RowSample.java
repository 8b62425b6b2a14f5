package io.penstock.database.h2;

import io.penstock.database.Bandwidth;
import io.penstock.database.SampleRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the first rows of a table. */
final class RowSample {

    private final Connection reader;
    private final Bandwidth bandwidth;

    RowSample(Connection reader, Bandwidth bandwidth) {
        this.reader = reader;
        this.bandwidth = bandwidth;
    }

    /** @return how many rows were read */
    int read(SampleRequest request, Consumer<List<@Nullable String>> rows) throws SQLException {
        String values = request.columns().stream()
                .map(column -> "CAST(" + Sql.quote(column.name()) + " AS VARCHAR)")
                .collect(Collectors.joining(", "));
        String sql = "SELECT " + values + " FROM " + Sql.quote(request.table().name()) + " FETCH FIRST "
                + request.rows() + " ROWS ONLY";
        int columns = request.columns().size();
        try (Statement statement = reader.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                int count = 0;
                while (row.next()) {
                    List<@Nullable String> taken = new ArrayList<>(columns);
                    long length = 0;
                    for (int i = 1; i <= columns; i++) {
                        String value = row.getString(i);
                        length += value == null ? 0 : value.length();
                        taken.add(
                                value == null || value.codePointCount(0, value.length()) <= request.longest()
                                        ? value
                                        : value.substring(0, value.offsetByCodePoints(0, request.longest())));
                    }
                    bandwidth.took(length);
                    rows.accept(taken);
                    count++;
                }
                return count;
            }
        }
    }
}
