package io.penstock.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines whose fields stand below one another. */
final class TextTable {

    private static final String GAP = "  ";

    private final String indent;
    private final String alignment;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param alignment a letter for each field: {@code l} left, {@code r} right */
    TextTable(String indent, String alignment) {
        this.indent = indent;
        this.alignment = alignment;
    }

    TextTable row(String... fields) {
        if (fields.length != alignment.length()) {
            throw new IllegalArgumentException("a row needs " + alignment.length() + " fields");
        }
        rows.add(List.of(fields));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, cut to the width. */
    List<String> lines(int columns) {
        int[] widths = new int[alignment.length()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < widths.length; i++) {
                String blank = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : GAP)
                        .append(alignment.charAt(i) == 'r' ? blank + row.get(i) : row.get(i) + blank);
            }
            lines.add(Style.cut(line.toString().stripTrailing(), columns));
        }
        return lines;
    }
}
