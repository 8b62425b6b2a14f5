package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.RowRewriter;
import io.penstock.database.RowScan;
import io.penstock.database.RowSum;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Reads one part of a table of a snapshot without copying it. */
final class PartReading {

    private final PostgresSnapshot snapshot;
    private final TablePart part;
    private final WorkMonitor monitor;

    PartReading(PostgresSnapshot snapshot, TablePart part, WorkMonitor monitor) {
        this.snapshot = snapshot;
        this.part = part;
        this.monitor = monitor;
    }

    /** What is done with the rows. */
    @FunctionalInterface
    private interface Reading {
        void of(TableRows rows, Connection reader) throws SQLException, IOException;
    }

    /** What is asked about the rows. */
    @FunctionalInterface
    private interface Question<T> {
        T of(TableRows rows, Connection reader) throws SQLException, IOException;
    }

    void rewrite(RowRewriter rewriter) {
        read(new TableRule.Rewritten(rewriter), (rows, reader) -> rows.rewrite(part, reader, monitor));
    }

    void scan(RowScan scan) {
        read(new TableRule.AsIs(), (rows, reader) -> rows.scan(part, reader, scan, monitor));
    }

    /**
     * Compares it with what a rule once wrote of it.
     *
     * @return what copying it would give; empty when other rows would be written
     */
    Optional<RowSum> unchanged(TableRule rule, RowSum written) {
        return ask(rule, (rows, reader) -> {
            Optional<RowSum> found = rows.unchanged(part, reader, written, monitor);
            snapshot.requireUnchanged(part.table());
            return found;
        });
    }

    private void read(TableRule rule, Reading reading) {
        if (snapshot.isReadable(part.table())) {
            ask(rule, (rows, reader) -> {
                reading.of(rows, reader);
                return true;
            });
        }
    }

    private <T> T ask(TableRule rule, Question<T> question) {
        Table table = snapshot.catalog().table(part.table()).orElseThrow();
        return snapshot.ask("reading " + part.table(), reader -> {
            try (WorkMonitor.Interruptible working = ShadowSessions.interruptible(reader, monitor)) {
                return question.of(new TableRows(snapshot, table, rule), reader);
            } catch (IOException e) {
                throw new PenstockException(
                        DatabaseProblem.CONNECTION_LOST,
                        "reading " + part.table() + " failed: " + e.getMessage() + ".",
                        "Run the command again.");
            }
        });
    }
}
