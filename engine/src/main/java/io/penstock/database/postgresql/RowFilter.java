package io.penstock.database.postgresql;

import io.penstock.database.RowRewriter;
import io.penstock.database.RowSum;
import io.penstock.database.TableRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of one table part in COPY's text form, replaces the fields that the rule names, sums the hashes of the rows as they are
 * written, as far as they will be read back to the byte, and passes them on. For one thread.
 */
final class RowFilter {

    /** Where rows go. */
    @FunctionalInterface
    interface Out {
        void write(byte[] bytes, int from, int length) throws IOException;
    }

    private static final byte[] LINE_END = {'\n'};

    /** Personal values are seldom longer. */
    private static final int FIELD = 256;

    private final @Nullable RowRewriter rewriter;
    private final boolean keepFlag;

    /** How many fields stand behind the columns: what was computed, and the keep flag. */
    private final int extra;

    private final int[] reads;
    private final int[] written;
    private final boolean[] exact;
    private final int[] ends;
    private final @Nullable String[] fields;
    private final @Nullable String[] before;
    private final byte[] field = new byte[FIELD];
    private final RowHash hash = new RowHash();
    private final RowHash made = new RowHash();

    /** @param columns those of the rows, in order; behind them stands what the rule has computed, and the keep flag when it has a condition */
    RowFilter(List<String> columns, TableRule rule) {
        this.rewriter = rule instanceof TableRule.Rewritten rewritten ? rewritten.rewriter() : null;
        this.keepFlag = rewriter != null && rewriter.keep().isPresent();
        List<String> wanted = rewriter == null ? List.of() : rewriter.reads();
        List<String> fieldNames = new ArrayList<>(columns);
        if (rewriter != null) {
            fieldNames.addAll(rewriter.computations().keySet());
        }
        this.extra = fieldNames.size() - columns.size() + (keepFlag ? 1 : 0);
        this.reads = wanted.stream().mapToInt(fieldNames::indexOf).toArray();
        this.written = new int[columns.size()];
        Arrays.fill(written, -1);
        for (int i = 0; i < reads.length; i++) {
            if (rewriter != null && rewriter.writes().contains(wanted.get(i))) {
                written[reads[i]] = i;
            }
        }
        this.exact = new boolean[columns.size()];
        if (rewriter != null) {
            rewriter.exact().forEach(name -> exact[columns.indexOf(name)] = true);
        }
        this.ends = new int[columns.size() + extra + 1];
        this.fields = new @Nullable String[reads.length];
        this.before = new @Nullable String[reads.length];
    }

    /** Whether rows are passed on as they come; their {@link #sum} is then that of whole rows. */
    boolean passesOn() {
        return rewriter == null;
    }

    /** One row, with its line end. */
    void accept(byte[] row, Out out) throws IOException {
        if (rewriter == null) {
            hash.add(row, row.length - 1);
            out.write(row, 0, row.length);
            return;
        }
        int count = split(row);
        boolean kept = keepFlag && row[ends[count - 1] + 1] == 't';
        int columns = count - extra;
        read(row);
        if (kept) {
            rewriter.kept(fields);
        } else {
            rewriter.rewrite(fields);
        }
        int from = 0;
        int unhashed = 0;
        // Runs of untouched bytes are passed on as they stand; a replaced field is written in their place.
        for (int column = 0; column < columns; column++) {
            int next = written[column];
            if (next < 0) {
                continue;
            }
            int start = ends[column] + 1;
            int end = ends[column + 1];
            if (unhashed < start) {
                hash.put(row, unhashed, start - 1);
            }
            unhashed = end + 1;
            if (!kept && !same(before[next], fields[next])) {
                out.write(row, from, start - from);
                writeField(fields[next], exact[column], out);
                from = end;
            } else {
                made.put(row, start, end);
                if (exact[column]) {
                    hash.put(row, start, end);
                }
            }
        }
        int end = ends[columns];
        if (unhashed <= end) {
            hash.put(row, unhashed, end);
        }
        hash.addRow();
        made.addRow();
        if (end == row.length - 1) {
            out.write(row, from, row.length - from);
        } else {
            out.write(row, from, end - from);
            out.write(LINE_END, 0, 1);
        }
    }

    private void writeField(@Nullable String value, boolean hashed, Out out) throws IOException {
        int length = CopyText.encode(value, field);
        byte[] text = length >= 0 ? field : CopyText.encode(value);
        int end = length >= 0 ? length : text.length;
        out.write(text, 0, end);
        made.put(text, 0, end);
        if (hashed) {
            hash.put(text, 0, end);
        }
    }

    /** Over the columns that the rule leaves alone, and those whose new text the database gives back. */
    RowSum sum() {
        return hash.sum();
    }

    /** Over the fields that the rule may replace, in the order of their columns, as they were passed on. */
    RowSum made() {
        return made.sum();
    }

    private void read(byte[] row) {
        for (int i = 0; i < reads.length; i++) {
            fields[i] = CopyText.decode(row, ends[reads[i]] + 1, ends[reads[i] + 1]);
            before[i] = fields[i];
        }
    }

    /** Fills {@code ends}: field i stands between {@code ends[i] + 1} and {@code ends[i + 1]}. Gives how many fields there are. */
    private int split(byte[] row) {
        int count = 0;
        ends[0] = -1;
        int last = row.length - 1;
        for (int i = 0; i < last; i++) {
            if (row[i] == '\t') {
                ends[++count] = i;
            }
        }
        ends[++count] = last;
        return count;
    }

    private static boolean same(@Nullable String a, @Nullable String b) {
        return a == null ? b == null : a.equals(b);
    }
}
