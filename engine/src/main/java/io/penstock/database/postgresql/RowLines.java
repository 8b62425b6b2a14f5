package io.penstock.database.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream of COPY's text form into rows: an end of line inside a value is escaped there. For one thread. */
final class RowLines {

    private static final int BUFFER = 128 * 1024;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;

    RowLines(InputStream in) {
        this.in = in;
    }

    /** Gives each row, with its line end, up to the end of the stream. */
    void forEach(CopyStream.Reader reader) throws IOException {
        int searched = 0;
        while (true) {
            int end = lineEnd(from + searched);
            if (end >= 0) {
                reader.accept(Arrays.copyOfRange(buffer, from, end + 1));
                from = end + 1;
                searched = 0;
            } else {
                searched = to - from;
                if (!fill()) {
                    if (from < to) {
                        throw new IOException("the last row has no end");
                    }
                    return;
                }
            }
        }
    }

    private int lineEnd(int start) {
        for (int i = start; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            // A row is at most some three times as long here as the limit that it was read under.
            buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
        }
        int count = in.read(buffer, to, buffer.length - to);
        if (count > 0) {
            to += count;
        }
        return count > 0;
    }
}
