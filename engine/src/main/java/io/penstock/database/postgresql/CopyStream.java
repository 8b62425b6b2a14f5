package io.penstock.database.postgresql;

import io.penstock.database.Bandwidth;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.Throttle;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** Moves rows with COPY from one session to another, or to nowhere; for one thread. */
final class CopyStream {

    private static final int CHUNK = 128 * 1024;

    private static final String ANY_BYTES = "ENCODING 'SQL_ASCII'";

    private CopyStream() {}

    /** Takes one row, with its line end. */
    @FunctionalInterface
    interface Reader {
        void accept(byte[] row) throws IOException;
    }

    /** Reads all rows of {@code copyOut}; nothing is written. */
    static void read(Connection source, String copyOut, Reader reader, Bandwidth bandwidth, WorkMonitor monitor)
            throws SQLException, IOException {
        CopyOut out = open(source, copyOut);
        Tally tally = new Tally(monitor, bandwidth);
        for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
            reader.accept(row);
            tally.add(row.length);
        }
        tally.flush();
    }

    /** Copies all rows of {@code copyOut} through {@code filter} to {@code target}. */
    static void copy(
            Connection source,
            String copyOut,
            Writer target,
            RowFilter filter,
            Consumer<byte[]> check,
            Bandwidth bandwidth,
            WorkMonitor monitor)
            throws SQLException, IOException {
        copy(source, copyOut, target, target, filter, check, bandwidth, monitor);
    }

    /**
     * The same, on a way of their own.
     *
     * @param out what takes the rows on their way to {@code target}
     * @param check sees each row before it is copied
     */
    static void copy(
            Connection source,
            String copyOut,
            Writer target,
            RowFilter.Out out,
            RowFilter filter,
            Consumer<byte[]> check,
            Bandwidth bandwidth,
            WorkMonitor monitor)
            throws SQLException, IOException {
        CopyOut in = open(source, copyOut);
        Tally tally = new Tally(monitor, bandwidth);
        for (byte[] row = in.readFromCopy(); row != null; row = in.readFromCopy()) {
            check.accept(row);
            filter.accept(row, out);
            tally.add(row.length);
        }
        target.end();
        tally.flush();
    }

    static CopyOut open(Connection source, String copyOut) throws SQLException {
        PGConnection session = source.unwrap(PGConnection.class);
        return session.getCopyAPI().copyOut(copyOut + (holdsAnyBytes(session) ? " WITH (" + ANY_BYTES + ")" : ""));
    }

    /** The driver speaks UTF-8, which the bytes of such a database need not be. */
    private static boolean holdsAnyBytes(PGConnection session) {
        return "SQL_ASCII".equals(session.getParameterStatus("server_encoding"));
    }

    /** A failure of the writing side, so that the reader's caller can tell the two servers apart. */
    static final class WriteFailed extends IOException {
        private static final long serialVersionUID = 1L;
        private final SQLException failure;

        WriteFailed(SQLException failure) {
            super(failure);
            this.failure = failure;
        }

        SQLException failure() {
            return failure;
        }
    }

    /** Gathers rows into messages of {@link #CHUNK} bytes; a larger piece goes by itself, uncopied. */
    static final class Writer implements RowFilter.Out {
        private final CopyIn in;
        private final byte[] buffer = new byte[CHUNK];
        private int filled;

        /**
         * @param into the table and its columns
         * @param freeze whether the rows need no vacuum; only in the transaction that emptied the table
         */
        Writer(Connection target, String into, boolean freeze) throws WriteFailed {
            try {
                PGConnection session = target.unwrap(PGConnection.class);
                String options = "FREEZE " + freeze + (holdsAnyBytes(session) ? ", " + ANY_BYTES : "");
                this.in = session.getCopyAPI().copyIn("COPY " + into + " FROM STDIN WITH (" + options + ")");
            } catch (SQLException e) {
                throw new WriteFailed(e);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (length > CHUNK - filled) {
                flush();
                if (length > CHUNK / 2) {
                    send(bytes, from, length);
                    return;
                }
            }
            System.arraycopy(bytes, from, buffer, filled, length);
            filled += length;
        }

        void end() throws IOException {
            flush();
            try {
                in.endCopy();
            } catch (SQLException e) {
                throw new WriteFailed(e);
            }
        }

        private void flush() throws IOException {
            if (filled > 0) {
                send(buffer, 0, filled);
                filled = 0;
            }
        }

        private void send(byte[] bytes, int from, int length) throws IOException {
            try {
                in.writeToCopy(bytes, from, length);
            } catch (SQLException e) {
                throw new WriteFailed(e);
            }
        }
    }

    /** Tells the monitor now and then, not at every row. */
    static final class Tally {
        private final WorkMonitor monitor;
        private final Bandwidth bandwidth;
        private long rows;
        private long bytes;

        Tally(WorkMonitor monitor) {
            this(monitor, new Bandwidth(Throttle.NONE));
        }

        Tally(WorkMonitor monitor, Bandwidth bandwidth) {
            this.monitor = monitor;
            this.bandwidth = bandwidth;
        }

        void add(int length) {
            rows++;
            bytes += length;
            if (bytes >= CHUNK) {
                flush();
            }
        }

        void flush() {
            bandwidth.took(bytes);
            monitor.advanced(rows, bytes);
            rows = 0;
            bytes = 0;
        }
    }
}
