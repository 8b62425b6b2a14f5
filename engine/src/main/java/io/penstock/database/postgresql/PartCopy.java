package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.ChangedColumns;
import io.penstock.database.RowSum;
import io.penstock.database.StoredDatabase;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import java.sql.Connection;
import java.util.Optional;

/** Copies one part of a table of a snapshot into a shadow. */
final class PartCopy {

    private final PostgresSnapshot snapshot;
    private final ShadowSessions pool;
    private final CopyRecord record;
    private final ChangedColumns changed;

    PartCopy(PostgresSnapshot snapshot, ShadowSessions pool, CopyRecord record, ChangedColumns changed) {
        this.snapshot = snapshot;
        this.pool = pool;
        this.record = record;
        this.changed = changed;
    }

    RowSum copy(TablePart part, TableRule rule, WorkMonitor monitor) {
        if (rule instanceof TableRule.Empty || !snapshot.isReadable(part.table())) {
            return RowSum.ZERO;
        }
        Table table = snapshot.catalog().table(part.table()).orElseThrow();
        changed.copied(table, rule);
        try {
            return copy(part, table, rule, monitor);
        } catch (RowLimit.Exceeded e) {
            throw new LargeRow(snapshot, table, rule).problem(part, e.key());
        } catch (PenstockException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                // The driver takes a row as a whole: a far larger one does not fit into memory, and that is all that it
                // does.
                throw new LargeRow(snapshot, table, rule).problem(part).orElse(e);
            }
            throw e;
        }
    }

    /** Compares a part that was loaded before with what copying it would give. */
    Optional<RowSum> unchanged(TablePart part, TableRule rule, WorkMonitor monitor) {
        CopyRecord.Loaded loaded = record.loaded().get(part);
        if (loaded == null || rule instanceof TableRule.Empty || !snapshot.isReadable(part.table())) {
            return Optional.empty();
        }
        changed.copied(snapshot.catalog().table(part.table()).orElseThrow(), rule);
        return new PartReading(snapshot, part, monitor).unchanged(rule, loaded.copied());
    }

    private RowSum copy(TablePart part, Table table, TableRule rule, WorkMonitor monitor) {
        StoredDatabase backup = snapshot.backup();
        if (backup != null) {
            StoredRows stored = new StoredRows(table, rule);
            return pool.ask(
                    "restoring " + table.name(), monitor, session -> stored.load(backup, part, session, monitor));
        }
        TableRows rows = new TableRows(snapshot, table, rule);
        Connection reader = snapshot.begin();
        RowSum sum = null;
        try (WorkMonitor.Interruptible reading = ShadowSessions.interruptible(reader, monitor)) {
            sum = pool.ask(
                    "copying " + table.name(), monitor, session -> rows.copy(part, reader, session, record, monitor));
            snapshot.requireUnchanged(part.table());
        } finally {
            if (sum == null) {
                snapshot.broken(reader);
            } else {
                snapshot.done(reader);
            }
        }
        return sum;
    }
}
