package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the row that was too large to be copied, by sizes alone: no large value is read for it. */
final class LargeRow {

    private final PostgresSnapshot snapshot;
    private final Table table;
    private final List<String> key;

    LargeRow(PostgresSnapshot snapshot, Table table, TableRule rule) {
        this.snapshot = snapshot;
        this.table = table;
        this.key = RowLimit.key(table, rule);
    }

    /** The problem of a row that is known to be too large, and that has a key to be shown, or none. */
    PenstockException problem(TablePart part, Optional<String> shown) {
        return problem(shown.or(() -> find(part)).map(name -> "Row " + name).orElse("A row"));
    }

    /** The problem of a part that did not fit into memory, if one of its rows is the reason by what can be told. */
    Optional<PenstockException> problem(TablePart part) {
        return find(part).map(name -> problem("Row " + name));
    }

    private PenstockException problem(String row) {
        return new PenstockException(
                DatabaseProblem.ROW_TOO_LARGE,
                row + " of table " + table.name() + " of " + snapshot.sessions().where() + " has more than "
                        + (RowLimit.MOST >> 20) + " MB.",
                "Make its largest value smaller, or declare the table empty in the personal-data map.");
    }

    /** The largest row of the part, if it is too large; by its place where its key is not to be shown. */
    private Optional<String> find(TablePart part) {
        try {
            return snapshot.ask("looking for the row that is too large", reader -> find(part, reader));
        } catch (PenstockException cannotTell) {
            return Optional.empty();
        }
    }

    private Optional<String> find(TablePart part, Connection reader) throws SQLException {
        String size = table.columns().stream()
                .filter(column -> !column.generated())
                .map(LargeRow::size)
                .collect(Collectors.joining(" + ", "0::bigint + ", ""));
        String values =
                key.stream().map(name -> ", " + Sql.quote(name) + "::text").collect(Collectors.joining());
        List<Optional<String>> found = Sql.list(
                reader,
                "SELECT ctid::text, " + size + " AS penstock_size" + values + " FROM ONLY " + Sql.quote(table.name())
                        + CopyOutSql.range(part) + " ORDER BY 2 DESC LIMIT 1",
                row -> {
                    if (row.getLong(2) <= RowLimit.MOST) {
                        return Optional.empty();
                    }
                    List<String> fields = new ArrayList<>();
                    for (int i = 0; i < key.size(); i++) {
                        fields.add(row.getString(3 + i));
                    }
                    return Optional.of(RowLimit.shown(key, fields).orElse("with ctid " + row.getString(1)));
                });
        return found.isEmpty() ? Optional.empty() : found.get(0);
    }

    /** Of a text or of bytes the server knows the length without reading them; of others the size in which they are stored. */
    private static String size(Column column) {
        boolean plain = column.kind() == ColumnKind.TEXT || column.kind() == ColumnKind.BINARY;
        return "COALESCE(" + (plain ? "octet_length(" : "pg_column_size(") + Sql.quote(column.name()) + "), 0)";
    }
}
