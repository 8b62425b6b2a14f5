package io.penstock.database.postgresql;

import io.penstock.database.ColumnKind;
import io.penstock.database.Table;
import io.penstock.database.TableRule;
import io.penstock.database.UniqueKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a row of one table may have at most, and how people are told which row has more. */
final class RowLimit {

    /** Bytes of all values together, as the database counts them (design §6). */
    static final int MOST = 32 << 20;

    /** Says nothing of a person, unless the column is a personal one. */
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._:/+-]{1,60}");

    /** {@code \x} as COPY writes it, before the two letters of each byte. */
    private static final int BINARY_PREFIX = 3;

    /** A row has more. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Optional<String> key;

        Exceeded(Optional<String> key) {
            super("a row is too large", null, false, false);
            this.key = key;
        }

        /** The key of the row, such as {@code id=7}; empty where it has none or it is personal. */
        Optional<String> key() {
            return key;
        }
    }

    private final int most;
    private final List<String> columns;
    private final List<String> key;
    private final boolean[] binary;

    /** @param columns those of the rows, in order */
    RowLimit(Table table, List<String> columns, TableRule rule) {
        this(MOST, table, columns, rule);
    }

    RowLimit(int most, Table table, List<String> columns, TableRule rule) {
        this.most = most;
        this.columns = columns;
        this.key = key(table, rule);
        this.binary = new boolean[columns.size()];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = table.column(columns.get(i)).orElseThrow().kind() == ColumnKind.BINARY;
        }
    }

    /** The columns of the primary key; empty where there is none, or where one of them is personal. */
    static List<String> key(Table table, TableRule rule) {
        Set<String> personal = rule instanceof TableRule.Rewritten rewritten
                ? rewritten.rewriter().writes()
                : Set.of();
        return table.uniqueKeys().stream()
                .filter(UniqueKey::primary)
                .map(UniqueKey::columns)
                .filter(names -> names.stream().noneMatch(personal::contains))
                .findFirst()
                .orElse(List.of());
    }

    /** The values of a key for people; empty where one does not look like an identifier. */
    static Optional<String> shown(List<String> columns, List<String> values) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (!IDENTIFIER.matcher(values.get(i)).matches()) {
                return Optional.empty();
            }
            parts.add(columns.get(i) + "=" + values.get(i));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }

    /** @param row in COPY's text form, with its line end; all but very large ones cost a comparison */
    void check(byte[] row) {
        if (row.length > most && size(row) > most) {
            throw new Exceeded(
                    shown(key, key.stream().map(name -> field(row, name)).toList()));
        }
    }

    private long size(byte[] row) {
        long size = 0;
        int column = 0;
        int start = 0;
        long escapes = 0;
        for (int i = 0; i < row.length; i++) {
            if (row[i] == '\\') {
                escapes++;
                i++;
            } else if (row[i] == '\t' || row[i] == '\n') {
                int length = i - start;
                boolean hexadecimal = column < binary.length && binary[column] && length >= BINARY_PREFIX;
                size += hexadecimal ? (length - BINARY_PREFIX) / 2 : length - escapes;
                column++;
                start = i + 1;
                escapes = 0;
            }
        }
        return size;
    }

    private String field(byte[] row, String name) {
        int wanted = columns.indexOf(name);
        int start = 0;
        for (int column = 0; column < wanted; column++) {
            start = end(row, start) + 1;
        }
        return new String(row, start, Math.min(end(row, start) - start, 1000), StandardCharsets.UTF_8);
    }

    private static int end(byte[] row, int start) {
        int end = start;
        while (row[end] != '\t' && row[end] != '\n') {
            end++;
        }
        return end;
    }
}
