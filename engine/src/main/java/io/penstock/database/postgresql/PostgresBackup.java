package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseBackup;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.RowScan;
import io.penstock.database.RowSum;
import io.penstock.database.ScratchFolder;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes a snapshot into a backup. The structure is what a {@link Skeleton} begins with, then pg_dump's archive; rows stand in COPY's text form.
 */
final class PostgresBackup implements DatabaseBackup {

    private final PostgresSnapshot snapshot;
    private final Path scratch;

    PostgresBackup(PostgresSnapshot snapshot, Path scratch) {
        this.snapshot = snapshot;
        this.scratch = scratch;
    }

    /** Work on a session that may fail on either side. */
    @FunctionalInterface
    private interface Writing<T> {
        T on(Connection reader) throws SQLException, IOException;
    }

    @Override
    public void writeStructure(OutputStream out, WorkMonitor monitor) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        snapshot.ask("reading what stands beside the rows", Skeleton.Beside::read)
                .write(data);
        Tools tools = Tools.find(snapshot.facts().majorVersion());
        try (ScratchFolder folder = ScratchFolder.make(scratch);
                Archive archive = snapshot.lend(id -> Archive.of(tools, snapshot.sessions(), id, folder, "source"))) {
            archive.writeTo(data);
        }
        data.flush();
    }

    @Override
    public RowSum writeRows(TablePart part, TableRule rule, OutputStream out, WorkMonitor monitor) throws IOException {
        if (rule instanceof TableRule.Empty || !snapshot.isReadable(part.table())) {
            return RowSum.ZERO;
        }
        Table table = snapshot.catalog().table(part.table()).orElseThrow();
        TableRows rows = new TableRows(snapshot, table, rule);
        try {
            return reading("reading " + part.table(), monitor, reader -> {
                RowSum sum = rows.write(part, reader, out, monitor);
                snapshot.requireUnchanged(part.table());
                return sum;
            });
        } catch (RowLimit.Exceeded e) {
            throw new LargeRow(snapshot, table, rule).problem(part, e.key());
        }
    }

    @Override
    public Sums readBack(TablePart part, TableRule rule, InputStream rows, RowScan scan, WorkMonitor monitor)
            throws IOException {
        Table table = snapshot.catalog().table(part.table()).orElseThrow();
        return new StoredRows(table, rule).readBack(rows, scan, monitor);
    }

    @Override
    public void scanRest(RowScan scan, boolean largeObjects, WorkMonitor monitor) {
        snapshot.ask(
                "looking through the database",
                session -> new RestOfDatabase(session, monitor).scanForBackup(scan, largeObjects));
    }

    @Override
    public void writeLargeObjects(OutputStream out, WorkMonitor monitor) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        reading("reading large objects", monitor, reader -> LargeObjects.write(reader, data, monitor));
        data.flush();
    }

    private <T> T reading(String what, WorkMonitor monitor, Writing<T> work) throws IOException {
        Connection reader = snapshot.begin();
        boolean whole = false;
        try (WorkMonitor.Interruptible reading = ShadowSessions.interruptible(reader, monitor)) {
            T result = work.on(reader);
            whole = true;
            return result;
        } catch (SQLException e) {
            throw Failures.of(e, what, snapshot.sessions().where());
        } finally {
            if (whole) {
                snapshot.done(reader);
            } else {
                snapshot.broken(reader);
            }
        }
    }

    static PenstockException unreadable(String backup, IOException e) {
        return new PenstockException(
                DatabaseProblem.DATABASE_FAILED,
                "The rows in " + backup + " could not be read: " + e.getMessage() + ".",
                "Check the place of the backup, and run penstock backup verify.",
                e);
    }
}
