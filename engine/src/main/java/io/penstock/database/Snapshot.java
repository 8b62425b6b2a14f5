package io.penstock.database;

import java.util.List;

/** A consistent view of a source database. Its methods are safe for use by several threads. */
public interface Snapshot extends AutoCloseable {

    Catalog catalog();

    /** The parts of a table, which together hold each of its rows once. */
    List<TablePart> parts(Table table);

    @Override
    void close();
}
