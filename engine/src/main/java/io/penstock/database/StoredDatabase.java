package io.penstock.database;

import java.io.InputStream;
import java.util.List;

/**
 * What a backup holds of one database. Its streams throw a {@link io.penstock.PenstockException} when the backup is damaged or cannot be read. Safe for use by
 * several threads.
 */
public interface StoredDatabase {

    /** For people, such as {@code backup uat-20261125-130512-7f3a}. */
    String name();

    /** The name of the product that it was taken from, and that alone can read it. */
    String product();

    /** The major version of the server that it was taken from. */
    int majorVersion();

    /** What {@link DatabaseBackup#writeStructure} wrote. */
    InputStream structure();

    /** The parts of a table; none when its rows were left out. */
    List<TablePart> parts(TableName table);

    /** What {@link DatabaseBackup#writeRows} wrote for a part. */
    InputStream rows(TablePart part);

    /** The sum over all columns of the rows of a part, as they stand in the backup. */
    RowSum sum(TablePart part);

    /** How many large objects it holds. */
    long largeObjects();

    /** What {@link DatabaseBackup#writeLargeObjects} wrote. */
    InputStream largeObjectStream();
}
