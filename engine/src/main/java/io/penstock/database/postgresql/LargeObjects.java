package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.StoredDatabase;
import io.penstock.database.WorkMonitor;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;

/** Copies large objects under their oids, a piece at a time, and compares what was written. */
final class LargeObjects {

    private static final int PIECE = 1 << 20;

    private LargeObjects() {}

    /**
     * Copies all to a shadow.
     *
     * @param again whether some may be there already, left by a run that died
     */
    static void bring(PostgresSnapshot snapshot, ShadowSessions shadow, boolean again, WorkMonitor monitor) {
        StoredDatabase backup = snapshot.backup();
        if (backup != null) {
            shadow.run("restoring large objects", monitor, session -> load(backup, session, monitor));
            return;
        }
        Connection reader = snapshot.begin();
        try {
            shadow.run("copying large objects", monitor, session -> {
                if (again) {
                    removeAll(session);
                }
                copy(reader, session, monitor);
            });
        } finally {
            snapshot.broken(reader);
        }
    }

    static void removeAll(Connection session) throws SQLException {
        Sql.list(session, "SELECT lo_unlink(oid) FROM pg_largeobject_metadata", row -> true);
    }

    static void copy(Connection source, Connection shadow, WorkMonitor monitor) throws SQLException {
        List<Long> oids =
                Sql.list(source, "SELECT oid FROM pg_largeobject_metadata ORDER BY oid", row -> row.getLong(1));
        List<String> comments = Sql.list(
                source,
                "SELECT 'COMMENT ON LARGE OBJECT ' || objoid || ' IS ' || quote_literal(description) FROM pg_description"
                        + " WHERE classoid = 'pg_largeobject'::regclass ORDER BY objoid",
                row -> row.getString(1));
        LargeObjectManager from = source.unwrap(PGConnection.class).getLargeObjectAPI();
        LargeObjectManager to = shadow.unwrap(PGConnection.class).getLargeObjectAPI();
        shadow.setAutoCommit(false);
        source.setAutoCommit(false);
        try {
            for (long oid : oids) {
                Sql.one(shadow, "SELECT lo_create(?::oid)", row -> true, oid);
                LargeObject read = from.open(oid, LargeObjectManager.READ);
                LargeObject write = to.open(oid, LargeObjectManager.READ | LargeObjectManager.WRITE);
                long size = 0;
                for (byte[] piece = read.read(PIECE); piece.length > 0; piece = read.read(PIECE)) {
                    write.write(piece);
                    size += piece.length;
                    monitor.advanced(0, piece.length);
                }
                long written = write.size64();
                read.close();
                write.close();
                shadow.commit();
                if (written != size) {
                    throw new PenstockException(
                            DatabaseProblem.COPY_DIFFERS,
                            "Large object " + oid + " has " + written + " bytes on the target and " + size
                                    + " in the source.",
                            "Look at the disks of both servers and run the command again.");
                }
            }
            for (String comment : comments) {
                Sql.run(shadow, comment);
            }
            shadow.commit();
        } finally {
            shadow.setAutoCommit(true);
        }
    }

    /** Writes all: how many, then of each its oid and its pieces behind their lengths, the last of which is 0. */
    static long write(Connection source, DataOutputStream out, WorkMonitor monitor) throws SQLException, IOException {
        List<Long> oids =
                Sql.list(source, "SELECT oid FROM pg_largeobject_metadata ORDER BY oid", row -> row.getLong(1));
        LargeObjectManager from = source.unwrap(PGConnection.class).getLargeObjectAPI();
        out.writeInt(oids.size());
        for (long oid : oids) {
            out.writeLong(oid);
            LargeObject read = from.open(oid, LargeObjectManager.READ);
            byte[] piece;
            do {
                piece = read.read(PIECE);
                out.writeInt(piece.length);
                out.write(piece);
                monitor.advanced(0, piece.length);
            } while (piece.length > 0);
            read.close();
        }
        return oids.size();
    }

    /** Reads what {@link #write} wrote. */
    static void load(StoredDatabase backup, Connection shadow, WorkMonitor monitor) throws SQLException, IOException {
        try (DataInputStream in = new DataInputStream(backup.largeObjectStream())) {
            load(in, shadow, monitor);
        }
    }

    private static void load(DataInputStream in, Connection shadow, WorkMonitor monitor)
            throws SQLException, IOException {
        LargeObjectManager to = shadow.unwrap(PGConnection.class).getLargeObjectAPI();
        shadow.setAutoCommit(false);
        try {
            for (int left = in.readInt(); left > 0; left--) {
                long oid = in.readLong();
                Sql.one(shadow, "SELECT lo_create(?::oid)", row -> true, oid);
                LargeObject write = to.open(oid, LargeObjectManager.WRITE);
                for (int length = in.readInt(); length > 0; length = in.readInt()) {
                    write.write(in.readNBytes(length));
                    monitor.advanced(0, length);
                }
                write.close();
                shadow.commit();
            }
        } finally {
            shadow.setAutoCommit(true);
        }
    }
}
