package io.penstock.database.postgresql;

import io.penstock.database.RowSum;
import java.io.IOException;
import java.util.Arrays;

/** Sums the hashes of rows as they are written, whole and with all their fields, and passes them on. For one thread. */
final class WrittenRows implements RowFilter.Out {

    private final RowFilter.Out behind;
    private final RowHash hash = new RowHash();
    private byte[] row = new byte[1024];
    private int length;

    WrittenRows(RowFilter.Out behind) {
        this.behind = behind;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (count == 0) {
            return;
        }
        if (length + count > row.length) {
            row = Arrays.copyOf(row, Math.max(length + count, row.length * 2));
        }
        System.arraycopy(bytes, from, row, length, count);
        length += count;
        // Within a row a line end is escaped: it ends the last piece of a row, and no other.
        if (row[length - 1] == '\n') {
            hash.add(row, length);
            length = 0;
        }
        behind.write(bytes, from, count);
    }

    RowSum sum() {
        return hash.sum();
    }
}
