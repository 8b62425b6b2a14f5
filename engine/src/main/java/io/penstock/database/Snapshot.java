package io.penstock.database;

import java.util.List;
import java.util.function.Consumer;

/** A consistent view of a source database. Its methods are safe for use by several threads. */
public interface Snapshot extends AutoCloseable {

    Catalog catalog();

    /** The parts of a table, which together hold each of its rows once. */
    List<TablePart> parts(Table table);

    /** Takes the rows of a part through a rewriter as a copy would; nothing is written anywhere. */
    void rewrite(TablePart part, RowRewriter rewriter, WorkMonitor monitor);

    /** Shows a scan every field of every row of a part. */
    void scan(TablePart part, RowScan scan, WorkMonitor monitor);

    /** Shows a scan what else there is than rows of tables: comments, definitions, large objects. */
    void scanRest(RowScan scan, WorkMonitor monitor);

    /** Gives each distinct value, as text and without NULL, that a column has in the rows for which an SQL condition is true. */
    void distinctValues(TableName table, String column, Condition condition, Consumer<String> values);

    /**
     * Makes sure that a condition is one and speaks of what is there; reads no row.
     *
     * @throws io.penstock.PenstockException CONDITION-INVALID
     */
    void tryOut(Table table, Condition condition);

    /** Ends the sessions that are needed only while the source is read; the next question opens new ones. */
    void rest();

    @Override
    void close();
}
