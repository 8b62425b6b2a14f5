package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.Column;
import io.penstock.database.DatabaseBackup;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.RowScan;
import io.penstock.database.RowSum;
import io.penstock.database.StoredDatabase;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The rows of one table as they stand in a backup: in COPY's text form, all columns but generated ones, in the order of the catalog. */
final class StoredRows {

    private final Table table;
    private final TableRule rule;
    private final List<String> columns;

    StoredRows(Table table, TableRule rule) {
        this.table = stored(table);
        this.rule = rule;
        this.columns = this.table.columns().stream().map(Column::name).toList();
    }

    private static Table stored(Table table) {
        return new Table(
                table.name(),
                table.kind(),
                table.columns().stream().filter(column -> !column.generated()).toList(),
                table.uniqueKeys(),
                table.parents(),
                table.estimatedRows(),
                table.bytes(),
                table.partitionKey());
    }

    /** Copies one part from a backup into a session's database, as {@link TableRows#copy} does from a source. */
    RowSum load(StoredDatabase backup, TablePart part, Connection shadow, WorkMonitor monitor)
            throws SQLException, IOException {
        requireNoQuestion(backup);
        RowFilter filter = new RowFilter(columns, rule);
        boolean alone = part.of() == 1;
        if (alone) {
            Sql.run(shadow, "BEGIN; TRUNCATE ONLY " + Sql.quote(table.name()));
        }
        String list = columns.isEmpty() ? "" : " (" + Sql.quoted(columns) + ")";
        CopyStream.Writer writer = new CopyStream.Writer(shadow, Sql.quote(table.name()) + list, alone);
        try (InputStream rows = backup.rows(part)) {
            each(rows, monitor, row -> filter.accept(row, writer));
        }
        writer.end();
        requireSum(backup, part, filter.sum());
        if (alone) {
            Sql.run(shadow, "COMMIT");
        }
        return filter.sum();
    }

    private void requireSum(StoredDatabase backup, TablePart part, RowSum read) {
        if (rule instanceof TableRule.AsIs && !read.equals(backup.sum(part))) {
            throw new PenstockException(
                    DatabaseProblem.COPY_DIFFERS,
                    part.shown() + " of " + backup.name() + " has " + read.rows()
                            + " rows whose hashes do not add up to what its manifest says of "
                            + backup.sum(part).rows() + " rows.",
                    "The backup was made or read wrongly: take another one; the target is as it was.");
        }
    }

    /** Takes one part through the rule, to nowhere. */
    void rewrite(StoredDatabase backup, TablePart part, WorkMonitor monitor) throws IOException {
        requireNoQuestion(backup);
        RowFilter filter = new RowFilter(columns, rule);
        try (InputStream rows = backup.rows(part)) {
            each(rows, monitor, row -> filter.accept(row, (bytes, from, length) -> {}));
        }
    }

    /** Shows all fields of one part to a scan. */
    void scan(StoredDatabase backup, TablePart part, RowScan scan, WorkMonitor monitor) throws IOException {
        RowReader reader = new RowReader(table, new TableRule.AsIs(), scan);
        try (InputStream rows = backup.rows(part)) {
            each(rows, monitor, reader);
        }
        reader.finish();
    }

    /** Reads back what was written for one part. */
    DatabaseBackup.Sums readBack(InputStream rows, RowScan scan, WorkMonitor monitor) throws IOException {
        RowReader all = new RowReader(table, new TableRule.AsIs(), RowScan.NONE);
        RowReader untouched = new RowReader(table, rule, watchful(scan));
        each(rows, monitor, row -> {
            all.accept(row);
            untouched.accept(row);
        });
        return new DatabaseBackup.Sums(untouched.finish(), all.finish());
    }

    /** Without a scan, a reader expects the replaced columns to be left out; here they stand. */
    private static RowScan watchful(RowScan scan) {
        return scan != RowScan.NONE
                ? scan
                : new RowScan() {
                    @Override
                    public Rows begin(Table table, List<Column> columns) {
                        return NO_ROWS;
                    }

                    @Override
                    public Rows begin(String place) {
                        return NO_ROWS;
                    }
                };
    }

    private static void each(InputStream rows, WorkMonitor monitor, CopyStream.Reader reader) throws IOException {
        CopyStream.Tally tally = new CopyStream.Tally(monitor);
        new RowLines(rows).forEach(row -> {
            reader.accept(row);
            tally.add(row.length);
        });
        tally.flush();
    }

    /** A condition is evaluated by the database that holds the rows. */
    private void requireNoQuestion(StoredDatabase backup) {
        if (rule instanceof TableRule.Rewritten rewritten
                && (rewritten.rewriter().keep().isPresent()
                        || !rewritten.rewriter().computations().isEmpty())) {
            throw new PenstockException(
                    DatabaseProblem.BACKUP_NOT_ASKABLE,
                    "The personal-data map keeps rows of " + table.name()
                            + " by a condition, or computes values with SQL, and no database can be asked about the rows of "
                            + backup.name() + ".",
                    "Make the backup with --for the lower environment, which pseudonymizes where the rows stand, and restore that.");
        }
    }
}
