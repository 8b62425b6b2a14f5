package io.penstock.database;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Conditions that compare the columns of a row with values that were read before. */
public final class ValueLists {

    private final UnaryOperator<String> quote;
    private final UnaryOperator<String> literal;

    /**
     * @param quote writes a name as the database wants it
     * @param literal writes a value as the database wants it
     */
    public ValueLists(UnaryOperator<String> quote, UnaryOperator<String> literal) {
        this.quote = quote;
        this.literal = literal;
    }

    /** One column is compared with a plain list and several with rows, both of which the server looks up in a hash table. */
    public String among(Table table, List<String> columns, Collection<List<String>> values) {
        String isNull = columns.stream()
                .map(column -> quote.apply(column) + " IS NULL")
                .collect(Collectors.joining(" OR ", "CASE WHEN ", " THEN NULL "));
        if (values.isEmpty()) {
            return isNull + "ELSE FALSE END";
        }
        if (columns.size() == 1) {
            return quote.apply(columns.get(0)) + " IN ("
                    + values.stream().map(value -> literal.apply(value.get(0))).collect(Collectors.joining(", ")) + ")";
        }
        String rows = values.stream()
                .map(value -> row(table, columns, value))
                .collect(Collectors.joining(", ", "(VALUES ", ")"));
        return isNull + "ELSE (" + columns.stream().map(quote).collect(Collectors.joining(", ")) + ") IN " + rows
                + " END";
    }

    private String row(Table table, List<String> columns, List<String> value) {
        StringBuilder row = new StringBuilder("(");
        for (int i = 0; i < columns.size(); i++) {
            String type = table.column(columns.get(i)).map(Column::type).orElseThrow();
            row.append(i == 0 ? "CAST(" : ", CAST(")
                    .append(literal.apply(value.get(i)))
                    .append(" AS ")
                    .append(type)
                    .append(')');
        }
        return row.append(')').toString();
    }
}
