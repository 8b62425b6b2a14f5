package io.penstock.database;

import java.util.List;
import java.util.Optional;

/** Shows two scans the same rows. */
public final class BothScans implements RowScan {

    private final RowScan first;
    private final RowScan second;

    public BothScans(RowScan first, RowScan second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public Rows begin(Table table, List<Column> columns) {
        return both(first.begin(table, columns), second.begin(table, columns));
    }

    @Override
    public Rows begin(String place) {
        return both(first.begin(place), second.begin(place));
    }

    private static Rows both(Rows one, Rows other) {
        return one == NO_ROWS ? other : other == NO_ROWS ? one : new BothRows(one, other);
    }

    private static final class BothRows implements Rows {

        private final Rows one;
        private final Rows other;
        private boolean found;
        private boolean otherFound;

        BothRows(Rows one, Rows other) {
            this.one = one;
            this.other = other;
        }

        @Override
        public boolean wants(int column) {
            return one.wants(column) || other.wants(column);
        }

        @Override
        public void field(int column, byte[] text, int from, int to) {
            if (one.wants(column)) {
                one.field(column, text, from, to);
            }
            if (other.wants(column)) {
                other.field(column, text, from, to);
            }
        }

        @Override
        public boolean endRow() {
            found = one.endRow();
            otherFound = other.endRow();
            return found || otherFound;
        }

        @Override
        public void key(Optional<String> key) {
            if (found) {
                one.key(key);
            }
            if (otherFound) {
                other.key(key);
            }
        }

        @Override
        public void close() {
            try {
                one.close();
            } finally {
                other.close();
            }
        }
    }
}
