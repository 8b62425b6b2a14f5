package io.penstock.database.postgresql;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.RowScan;
import io.penstock.database.RowSum;
import io.penstock.database.Table;
import io.penstock.database.TableRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the rows of a table as they are read back, in COPY's text form: sums the hashes of what {@link RowFilter} summed, and shows every field
 * to a scan. For one thread.
 */
final class RowReader implements CopyStream.Reader {

    private final List<Column> columns;
    private final boolean[] hashed;
    private final boolean hashesAll;
    private final boolean[] shown;
    private final boolean shows;
    private final boolean[] binary;
    private final int[] ends;
    private final List<String> key;
    private final RowScan.Rows scan;
    private final RowHash hash = new RowHash();
    private byte[] plain = new byte[1024];

    RowReader(Table table, TableRule rule, RowScan scan) {
        Set<String> replaced = new HashSet<>();
        if (rule instanceof TableRule.Rewritten rewritten) {
            replaced.addAll(rewritten.rewriter().writes());
            replaced.removeAll(rewritten.rewriter().exact());
        }
        this.columns = columns(table, replaced, scan != RowScan.NONE);
        this.scan = scan.begin(table, columns);
        int count = columns.size();
        this.hashed = new boolean[count];
        this.shown = new boolean[count];
        this.binary = new boolean[count];
        this.ends = new int[count + 2];
        boolean all = true;
        boolean any = false;
        for (int i = 0; i < count; i++) {
            Column column = columns.get(i);
            hashed[i] = !column.generated() && !replaced.contains(column.name());
            shown[i] = this.scan.wants(i);
            binary[i] = column.kind() == ColumnKind.BINARY;
            all &= hashed[i];
            any |= shown[i];
        }
        this.hashesAll = all;
        this.shows = any;
        this.key = RowLimit.key(table, rule);
    }

    /** Those to be summed in their order, then those that are only looked at: what the database computes, after what was replaced. */
    private static List<Column> columns(Table table, Set<String> replaced, boolean all) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            if (!column.generated() && (all || !replaced.contains(column.name()))) {
                columns.add(column);
            }
        }
        if (all) {
            table.columns().stream().filter(Column::generated).forEach(columns::add);
        }
        return columns;
    }

    /** The columns of the rows, in order. */
    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    @Override
    public void accept(byte[] row) {
        int end = row.length - 1;
        if (hashesAll) {
            hash.add(row, end);
        }
        if (hashesAll && !shows) {
            return;
        }
        split(row);
        if (!hashesAll) {
            sum(row);
        }
        if (shows) {
            show(row);
        }
    }

    /** In runs, as they were summed while they were copied. */
    private void sum(byte[] row) {
        int column = 0;
        while (column < columns.size()) {
            if (!hashed[column]) {
                column++;
                continue;
            }
            int from = ends[column] + 1;
            while (column < columns.size() && hashed[column]) {
                column++;
            }
            hash.put(row, from, ends[column]);
        }
        hash.addRow();
    }

    private void show(byte[] row) {
        for (int column = 0; column < shown.length; column++) {
            int from = ends[column] + 1;
            int to = ends[column + 1];
            if (!shown[column] || isNull(row, from, to)) {
                continue;
            }
            int escape = from;
            while (escape < to && row[escape] != '\\') {
                escape++;
            }
            if (escape == to) {
                scan.field(column, row, from, to);
            } else {
                int length = binary[column] ? bytes(row, from, to) : unescaped(row, from, escape, to);
                scan.field(column, plain, 0, length);
            }
        }
        if (scan.endRow()) {
            scan.key(RowLimit.shown(
                    key, key.stream().map(name -> value(row, name)).toList()));
        }
    }

    private String value(byte[] row, String name) {
        int column = names().indexOf(name);
        int from = ends[column] + 1;
        return new String(row, from, Math.min(ends[column + 1] - from, 1000), StandardCharsets.UTF_8);
    }

    private static boolean isNull(byte[] row, int from, int to) {
        return to - from == 2 && row[from] == '\\' && row[from + 1] == 'N';
    }

    private int unescaped(byte[] row, int from, int escape, int to) {
        reserve(to - from);
        int length = escape - from;
        System.arraycopy(row, from, plain, 0, length);
        for (int i = escape; i < to; i++) {
            byte b = row[i];
            plain[length++] = b == '\\' && i + 1 < to ? CopyText.unescaped(row[++i]) : b;
        }
        return length;
    }

    /** {@code \\x} and two digits for each byte. */
    private int bytes(byte[] row, int from, int to) {
        int start = from + 3;
        if (to < start || row[from + 2] != 'x') {
            return unescaped(row, from, from, to);
        }
        reserve((to - start) / 2);
        int length = 0;
        for (int i = start; i + 1 < to; i += 2) {
            plain[length++] = (byte) (hex(row[i]) << 4 | hex(row[i + 1]));
        }
        return length;
    }

    private static int hex(byte digit) {
        return digit <= '9' ? digit - '0' : digit - 'a' + 10;
    }

    private void reserve(int length) {
        if (plain.length < length) {
            plain = new byte[length * 2];
        }
    }

    private void split(byte[] row) {
        int count = 0;
        ends[0] = -1;
        int last = row.length - 1;
        for (int i = 0; i < last; i++) {
            if (row[i] == '\t') {
                ends[++count] = i;
            }
        }
        ends[++count] = last;
    }

    /** The sum of the rows; ends the scan of them. */
    RowSum finish() {
        scan.close();
        return hash.sum();
    }
}
