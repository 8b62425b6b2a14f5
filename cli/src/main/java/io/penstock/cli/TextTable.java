package io.penstock.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines whose fields stand below one another. Where they do not fit, fields that may be missing go, then long ones are cut. */
final class TextTable {

    private static final String GAP = "  ";
    private static final int NARROWEST = 6;

    private final String indent;
    private final String alignment;
    private final List<List<String>> rows = new ArrayList<>();
    private int[] optional = {};

    /**
     * @param alignment a letter for each field: {@code l} left, cut at its end; {@code n} left and a name, whose end tells as much as its beginning, cut in
     *     its middle; {@code w} left and never cut; {@code r} right and never cut
     */
    TextTable(String indent, String alignment) {
        this.indent = indent;
        this.alignment = alignment;
    }

    /** The fields, by number, that are left out in this order when there is no room. */
    TextTable optional(int... fields) {
        optional = fields.clone();
        return this;
    }

    TextTable row(String... fields) {
        if (fields.length != alignment.length()) {
            throw new IllegalArgumentException("a row needs " + alignment.length() + " fields");
        }
        rows.add(Arrays.stream(fields).map(Layout::plain).toList());
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, none wider than the columns unless these are very few. */
    List<String> lines(int columns) {
        int[] widths = widths(columns - Layout.width(indent));
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            String gap = "";
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > 0) {
                    String field = alignment.charAt(i) == 'n'
                            ? Layout.cutMiddle(row.get(i), widths[i])
                            : Layout.cut(row.get(i), widths[i]);
                    String blank = " ".repeat(widths[i] - Layout.width(field));
                    line.append(gap).append(alignment.charAt(i) == 'r' ? blank + field : field + blank);
                    gap = GAP;
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private int[] widths(int room) {
        int[] widths = new int[alignment.length()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Layout.width(row.get(i)));
            }
        }
        for (int i = 0; i < optional.length && total(widths) > room; i++) {
            widths[optional[i]] = 0;
        }
        for (int widest = widest(widths); total(widths) > room && widest >= 0; widest = widest(widths)) {
            widths[widest]--;
        }
        return widths;
    }

    private static int total(int[] widths) {
        int fields = 0;
        int total = 0;
        for (int width : widths) {
            total += width;
            fields += width > 0 ? 1 : 0;
        }
        return total + Math.max(0, fields - 1) * GAP.length();
    }

    /** The widest field that can be cut, or -1. */
    private int widest(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean cuttable = "ln".indexOf(alignment.charAt(i)) >= 0 && widths[i] > NARROWEST;
            if (cuttable && (widest < 0 || widths[i] >= widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }
}
