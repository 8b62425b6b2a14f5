package io.penstock.prepare.rehearsal;

import io.penstock.database.Column;
import io.penstock.database.RowScan;
import io.penstock.database.RowSum;
import io.penstock.database.Table;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/** Sums the hashes of all rows that it is shown: of two equal sums the rows are the same, in whatever order they came. For one thread. */
final class RowHashing implements RowScan {

    private RowSum sum = RowSum.ZERO;

    RowSum sum() {
        return sum;
    }

    @Override
    public Rows begin(Table table, List<Column> columns) {
        return new Hashing();
    }

    @Override
    public Rows begin(String place) {
        return NO_ROWS;
    }

    private final class Hashing implements Rows {

        private final MessageDigest digest = sha256();
        private final ByteBuffer head = ByteBuffer.allocate(2 * Integer.BYTES);

        @Override
        public boolean wants(int column) {
            return true;
        }

        /** NULL is not shown, and so is another row than an empty text. */
        @Override
        public void field(int column, byte[] text, int from, int to) {
            digest.update(
                    head.putInt(0, column).putInt(Integer.BYTES, to - from).array());
            digest.update(text, from, to - from);
        }

        @Override
        public boolean endRow() {
            ByteBuffer hash = ByteBuffer.wrap(digest.digest());
            sum = sum.plus(new RowSum(1, hash.getLong(), hash.getLong()));
            return false;
        }

        @Override
        public void key(Optional<String> key) {}

        @Override
        public void close() {}
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
