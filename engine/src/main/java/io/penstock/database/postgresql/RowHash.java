package io.penstock.database.postgresql;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.penstock.database.RowSum;

/**
 * Sums the hashes of rows (XXH3, 128 bits). A row is hashed as its fields in COPY's text form, parted by tabs, whether it comes whole or in pieces. For one thread.
 */
final class RowHash {

    private static final Hasher128 HASHER = Hashing.xxh3_128();
    private static final byte[] TAB = {'\t'};

    /** What is gathered and hashed at once; the pieces of a longer row go through a stream, which is slower and gives the same. */
    private static final int GATHERED = 8192;

    private final byte[] gathered = new byte[GATHERED];
    private final HashStream128 stream = HASHER.hashStream();
    private int length;
    private boolean begun;
    private boolean streaming;
    private long rows;
    private long high;
    private long low;

    /** A whole row. */
    void add(byte[] row, int rowLength) {
        add(HASHER.hashBytesTo128Bits(row, 0, rowLength));
    }

    /** The next one or more fields of a row, with the tabs between but not around them; after the last comes {@link #addRow}. */
    void put(byte[] row, int from, int to) {
        if (!streaming && length + 1 + to - from > GATHERED) {
            stream.reset().putBytes(gathered, 0, length);
            streaming = true;
        }
        if (streaming) {
            if (begun) {
                stream.putBytes(TAB);
            }
            stream.putBytes(row, from, to - from);
        } else {
            if (begun) {
                gathered[length++] = '\t';
            }
            System.arraycopy(row, from, gathered, length, to - from);
            length += to - from;
        }
        begun = true;
    }

    /** Ends the row whose fields were put. */
    void addRow() {
        add(streaming ? stream.get() : HASHER.hashBytesTo128Bits(gathered, 0, length));
        length = 0;
        begun = false;
        streaming = false;
    }

    RowSum sum() {
        return new RowSum(rows, high, low);
    }

    private void add(HashValue128 hash) {
        long newLow = low + hash.getLeastSignificantBits();
        high += hash.getMostSignificantBits() + (Long.compareUnsigned(newLow, low) < 0 ? 1 : 0);
        low = newLow;
        rows++;
    }
}
