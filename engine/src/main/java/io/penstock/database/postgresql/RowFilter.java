package io.penstock.database.postgresql;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.penstock.database.RowRewriter;
import io.penstock.database.RowSum;
import io.penstock.database.TableRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of one table part in COPY's text form, replaces the fields that the rule names, sums the hashes of the others, and passes the
 * rows on. For one thread.
 */
final class RowFilter {

    /** Where rows go. */
    @FunctionalInterface
    interface Out {
        void write(byte[] bytes, int from, int length) throws IOException;
    }

    private static final Hasher128 HASHER = Hashing.xxh3_128();
    private static final byte[] TAB = {'\t'};
    private static final byte[] LINE_END = {'\n'};

    private final @Nullable RowRewriter rewriter;
    private final boolean keepFlag;
    private final int[] reads;
    private final boolean[] written;
    private final int[] ends;
    private final @Nullable String[] fields;
    private final @Nullable String[] before;
    private final HashStream128 stream = HASHER.hashStream();
    private long rows;
    private long high;
    private long low;

    /** @param columns those of the rows, in order; behind them stands the keep flag when the rule has a condition */
    RowFilter(List<String> columns, TableRule rule) {
        this.rewriter = rule instanceof TableRule.Rewritten rewritten ? rewritten.rewriter() : null;
        this.keepFlag = rewriter != null && rewriter.keep().isPresent();
        List<String> wanted = rewriter == null ? List.of() : rewriter.reads();
        this.reads = wanted.stream().mapToInt(columns::indexOf).toArray();
        this.written = new boolean[columns.size()];
        if (rewriter != null) {
            for (String name : rewriter.writes()) {
                written[columns.indexOf(name)] = true;
            }
        }
        this.ends = new int[columns.size() + 2];
        this.fields = new @Nullable String[reads.length];
        this.before = new @Nullable String[reads.length];
    }

    /** The columns whose fields {@link #accept} leaves alone; what {@link RowSum} is taken over. */
    static List<String> untouched(List<String> columns, TableRule rule) {
        if (!(rule instanceof TableRule.Rewritten rewritten)) {
            return columns;
        }
        List<String> result = new ArrayList<>(columns);
        result.removeAll(rewritten.rewriter().writes());
        return result;
    }

    /** One row, with its line end. */
    void accept(byte[] row, Out out) throws IOException {
        if (rewriter == null) {
            add(HASHER.hashBytesTo128Bits(row, 0, row.length - 1));
            out.write(row, 0, row.length);
            return;
        }
        int count = split(row);
        boolean kept = keepFlag && row[ends[count - 1] + 1] == 't';
        int columns = keepFlag ? count - 1 : count;
        if (!kept) {
            rewrite(rewriter, row);
        }
        stream.reset();
        boolean first = true;
        int from = 0;
        // Runs of untouched bytes are passed on as they stand; a replaced field is written in their place.
        for (int column = 0; column < columns; column++) {
            int start = ends[column] + 1;
            int end = ends[column + 1];
            if (!written[column]) {
                if (!first) {
                    stream.putBytes(TAB);
                }
                first = false;
                stream.putBytes(row, start, end - start);
            } else if (!kept) {
                int next = indexOf(column);
                if (!same(before[next], fields[next])) {
                    out.write(row, from, start - from);
                    byte[] field = CopyText.encode(fields[next]);
                    out.write(field, 0, field.length);
                    from = end;
                }
            }
        }
        add(stream.get());
        int end = ends[columns];
        if (end == row.length - 1) {
            out.write(row, from, row.length - from);
        } else {
            out.write(row, from, end - from);
            out.write(LINE_END, 0, 1);
        }
    }

    RowSum sum() {
        return new RowSum(rows, high, low);
    }

    private void rewrite(RowRewriter by, byte[] row) {
        for (int i = 0; i < reads.length; i++) {
            fields[i] = CopyText.decode(row, ends[reads[i]] + 1, ends[reads[i] + 1]);
            before[i] = fields[i];
        }
        by.rewrite(fields);
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

    private int indexOf(int column) {
        for (int i = 0; i < reads.length; i++) {
            if (reads[i] == column) {
                return i;
            }
        }
        throw new IllegalStateException("a rewriter writes a column that it does not read");
    }

    private static boolean same(@Nullable String a, @Nullable String b) {
        return a == null ? b == null : a.equals(b);
    }

    private void add(HashValue128 hash) {
        long newLow = low + hash.getLeastSignificantBits();
        high += hash.getMostSignificantBits() + (Long.compareUnsigned(newLow, low) < 0 ? 1 : 0);
        low = newLow;
        rows++;
    }
}
