package io.penstock.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Where backups rest: each is a number of named objects under its id. A backup is there as a whole or not at all: what was begun and not committed is never listed. Safe for
 * use by several threads and processes.
 */
interface BackupStore {

    /** For people. */
    String where();

    /** The ids of the whole backups. */
    List<String> list() throws IOException;

    Writing begin(String id) throws IOException;

    InputStream read(String id, String object) throws IOException;

    void remove(String id) throws IOException;

    /** Removes what was begun by processes that are gone, and not committed. @return its ids */
    List<String> sweep() throws IOException;

    /** A backup that is being written. Closed without {@link #commit}, it is removed. */
    interface Writing extends AutoCloseable {

        /** A new object; it is there, durably, once the stream is closed. */
        OutputStream object(String name) throws IOException;

        /** Reads an object that was written and closed. */
        InputStream reread(String name) throws IOException;

        /** Makes the backup whole, durably. */
        void commit() throws IOException;

        @Override
        void close() throws IOException;
    }
}
