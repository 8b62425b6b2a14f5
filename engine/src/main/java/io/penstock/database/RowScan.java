package io.penstock.database;

import java.util.List;
import java.util.Optional;

/** Sees everything that a database holds while it is read. Safe for use by several threads, each of which begins for itself. */
public interface RowScan {

    /** Sees nothing. */
    RowScan NONE = new RowScan() {
        @Override
        public Rows begin(Table table, List<Column> columns) {
            return NO_ROWS;
        }

        @Override
        public Rows begin(String place) {
            return NO_ROWS;
        }
    };

    Rows NO_ROWS = new Rows() {
        @Override
        public boolean wants(int column) {
            return false;
        }

        @Override
        public void field(int column, byte[] text, int from, int to) {}

        @Override
        public boolean endRow() {
            return false;
        }

        @Override
        public void key(Optional<String> key) {}

        @Override
        public void close() {}
    };

    /** @param columns those that will be shown, in their order */
    Rows begin(Table table, List<Column> columns);

    /** What is no row of a table: it has one column. @param place for people, such as {@code the comment of public.customer} */
    Rows begin(String place);

    /** Rows on their way; for one thread. Closed when all were shown. */
    interface Rows extends AutoCloseable {

        /** Whether the fields of a column need be shown at all. */
        boolean wants(int column);

        /** A field that is not NULL: its text in UTF-8, or the bytes of a byte string. */
        void field(int column, byte[] text, int from, int to);

        /** Ends a row. @return whether its key is wanted, since something was found */
        boolean endRow();

        /** The key of the row that has just ended, such as {@code id=7}; absent when it has none, or it is personal. */
        void key(Optional<String> key);

        @Override
        void close();
    }
}
