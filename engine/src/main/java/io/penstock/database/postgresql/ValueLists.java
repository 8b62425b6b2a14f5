package io.penstock.database.postgresql;

import io.penstock.database.Column;
import io.penstock.database.Table;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions that compare the columns of a row with values that were read before. */
final class ValueLists {

    private ValueLists() {}

    /** One column is compared with a plain list and several with rows, both of which the server looks up in a hash table. */
    static String among(Table table, List<String> columns, Collection<List<String>> values) {
        String isNull = columns.stream()
                .map(column -> Sql.quote(column) + " IS NULL")
                .collect(Collectors.joining(" OR ", "CASE WHEN ", " THEN NULL "));
        if (values.isEmpty()) {
            return isNull + "ELSE FALSE END";
        }
        if (columns.size() == 1) {
            return Sql.quote(columns.get(0)) + " IN ("
                    + values.stream().map(value -> Sql.literal(value.get(0))).collect(Collectors.joining(", ")) + ")";
        }
        String rows = values.stream()
                .map(value -> row(table, columns, value))
                .collect(Collectors.joining(", ", "(VALUES ", ")"));
        return isNull + "ELSE (" + Sql.quoted(columns) + ") IN " + rows + " END";
    }

    private static String row(Table table, List<String> columns, List<String> value) {
        StringBuilder row = new StringBuilder("(");
        for (int i = 0; i < columns.size(); i++) {
            String type = table.column(columns.get(i)).map(Column::type).orElseThrow();
            row.append(i == 0 ? "CAST(" : ", CAST(")
                    .append(Sql.literal(value.get(i)))
                    .append(" AS ")
                    .append(type)
                    .append(')');
        }
        return row.append(')').toString();
    }
}
