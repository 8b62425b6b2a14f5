package io.penstock.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes what a snapshot shows into a backup, in a form of the product's own. Safe for use by several threads. */
public interface DatabaseBackup {

    /**
     * Two sums over the same rows.
     *
     * @param untouched over the columns that the rule leaves alone, as {@link #writeRows} gives it
     * @param all over all columns, as they stand in the backup
     */
    record Sums(RowSum untouched, RowSum all) {}

    /** Writes all that is no row: the structure, and where sequences stand. */
    void writeStructure(OutputStream out, WorkMonitor monitor) throws IOException;

    /** Writes the rows of a part through its rule; gives the sum over the columns that the rule leaves alone. */
    RowSum writeRows(TablePart part, TableRule rule, OutputStream out, WorkMonitor monitor) throws IOException;

    /** Reads back what {@link #writeRows} wrote, and shows a scan every field of every row. */
    Sums readBack(TablePart part, TableRule rule, InputStream rows, RowScan scan, WorkMonitor monitor)
            throws IOException;

    /** Shows a scan what else than rows of tables is written: comments, definitions, and large objects if they are. */
    void scanRest(RowScan scan, boolean largeObjects, WorkMonitor monitor);

    /** Writes the large objects. */
    void writeLargeObjects(OutputStream out, WorkMonitor monitor) throws IOException;
}
