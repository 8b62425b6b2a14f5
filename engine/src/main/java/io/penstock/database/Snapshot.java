package io.penstock.database;

import java.util.List;
import java.util.function.Consumer;

/** A consistent view of a source database. Its methods are safe for use by several threads. */
public interface Snapshot extends AutoCloseable {

    Catalog catalog();

    /** The parts of a table, which together hold each of its rows once. */
    List<TablePart> parts(Table table);

    /** Gives each distinct value, as text and without NULL, that a column has in the rows for which an SQL condition is true. */
    void distinctValues(TableName table, String column, String condition, Consumer<String> values);

    /** Ends the sessions that are needed only while the source is read; the next question opens new ones. */
    void rest();

    @Override
    void close();
}
