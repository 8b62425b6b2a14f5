package io.penstock.examples;

/**
 * The content of one table, written step by step.
 *
 * @param columns separated by blanks, in the order in which the writer gives them
 * @param steps how often the writer is called; each call writes any number of rows
 */
record Rows(String table, String columns, long steps, Writer writer) {

    @FunctionalInterface
    interface Writer {
        void write(long step, RowSink out);
    }

    String columnList() {
        return columns.replace(" ", ", ");
    }

    int columnCount() {
        return columns.split(" ", -1).length;
    }
}
