package io.penstock.database.postgresql;

import io.penstock.database.Bandwidth;
import io.penstock.database.Column;
import io.penstock.database.Condition;
import io.penstock.database.RowScan;
import io.penstock.database.RowSum;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.Throttle;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of one table on their way into the shadow, and back for the proof. */
final class TableRows {

    private final PostgresSnapshot snapshot;
    private final Table table;
    private final TableRule rule;
    private final List<String> columns;

    TableRows(PostgresSnapshot snapshot, Table table, TableRule rule) {
        this.snapshot = snapshot;
        this.table = table;
        this.rule = rule;
        this.columns = table.columns().stream()
                .filter(column -> !column.generated())
                .map(Column::name)
                .toList();
    }

    /**
     * Copies one part. A table of one part is loaded in the transaction that empties it, so that its rows are frozen: no later vacuum or
     * scan has to write their pages again.
     */
    RowSum copy(TablePart part, Connection source, Connection shadow, CopyRecord record, WorkMonitor monitor)
            throws SQLException, IOException {
        return ofConditions(() -> load(part, source, shadow, record, monitor));
    }

    /**
     * Takes one part through the rule without writing it. Of rows that are the very same as then, only the fields are read that the rule looks at.
     *
     * @param copied what copying it once gave
     * @return what copying it would give; empty when other rows would be written
     */
    Optional<RowSum> unchanged(TablePart part, Connection source, CopyRecord.Copied copied, WorkMonitor monitor)
            throws SQLException, IOException {
        String storage = snapshot.origin(table.name()).storage();
        RowSum written = copied.written();
        return ofConditions(() -> {
            if (copied.origin().holdsTheSame(part, written.rows(), storage, source)) {
                boolean same = !(rule instanceof TableRule.Rewritten rewritten)
                        || made(part, source, rewritten, monitor).equals(copied.made());
                return same ? Optional.of(copied.alone()) : Optional.empty();
            }
            RowFilter filter = new RowFilter(columns, rule);
            WrittenRows out = new WrittenRows((bytes, from, length) -> {});
            RowFilter.Out to = filter.passesOn() ? (bytes, from, length) -> {} : out;
            RowLimit limit = new RowLimit(table, columns, rule);
            read(
                    source,
                    CopyOutSql.of(part, columns, rule),
                    row -> {
                        limit.check(row);
                        filter.accept(row, to);
                    },
                    monitor);
            return written.equals(filter.passesOn() ? filter.sum() : out.sum())
                    ? Optional.of(filter.sum())
                    : Optional.empty();
        });
    }

    /** Takes the fields that a rule looks at through it; gives the sum over those that it may replace. */
    private RowSum made(TablePart part, Connection source, TableRule.Rewritten rewritten, WorkMonitor monitor)
            throws SQLException, IOException {
        List<String> wanted = rewritten.rewriter().reads();
        List<String> looked = columns.stream().filter(wanted::contains).toList();
        RowFilter filter = new RowFilter(looked, rule);
        read(
                source,
                CopyOutSql.of(part, looked, rule),
                row -> filter.accept(row, (bytes, from, length) -> {}),
                monitor);
        return filter.made();
    }

    /** Something that reads rows. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws SQLException, IOException;
    }

    private <T> T ofConditions(Reading<T> reading) throws SQLException, IOException {
        try {
            return reading.read();
        } catch (SQLException e) {
            Condition first = conditions().stream().findFirst().orElse(null);
            if (first != null && Failures.isAboutValues(String.valueOf(e.getSQLState()))) {
                throw Failures.ofCondition(e, first, snapshot.sessions().where());
            }
            throw e;
        }
    }

    private RowSum load(TablePart part, Connection source, Connection shadow, CopyRecord record, WorkMonitor monitor)
            throws SQLException, IOException {
        RowFilter filter = new RowFilter(columns, rule);
        boolean alone = part.of() == 1;
        enterPath(source);
        enterPath(shadow);
        Sql.run(shadow, alone ? "BEGIN; TRUNCATE ONLY " + Sql.quote(table.name()) : "BEGIN");
        String list = columns.isEmpty() ? "" : " (" + Sql.quoted(columns) + ")";
        CopyStream.Writer writer = new CopyStream.Writer(shadow, Sql.quote(table.name()) + list, alone);
        RowLimit limit = new RowLimit(table, columns, rule);
        WrittenRows written = new WrittenRows(writer);
        CopyStream.copy(
                source,
                CopyOutSql.of(part, columns, rule),
                writer,
                filter.passesOn() ? writer : written,
                filter,
                limit::check,
                snapshot.bandwidth(),
                monitor);
        record.loaded(
                shadow,
                part,
                new CopyRecord.Copied(
                        snapshot.origin(table.name()),
                        filter.passesOn() ? filter.sum() : written.sum(),
                        filter.sum(),
                        filter.made()));
        Sql.run(shadow, "COMMIT");
        leavePath(source);
        leavePath(shadow);
        return filter.sum();
    }

    /** Writes one part through the rule, in COPY's text form. */
    RowSum write(TablePart part, Connection source, OutputStream out, WorkMonitor monitor)
            throws SQLException, IOException {
        RowFilter filter = new RowFilter(columns, rule);
        RowLimit limit = new RowLimit(table, columns, rule);
        read(
                source,
                CopyOutSql.of(part, columns, rule),
                row -> {
                    limit.check(row);
                    filter.accept(row, out::write);
                },
                monitor);
        return filter.sum();
    }

    /** Sums the columns that the rule leaves alone, as they stand in the shadow, and shows all to a scan. */
    RowSum sum(Connection shadow, RowScan scan, WorkMonitor monitor) throws SQLException, IOException {
        RowReader reader = new RowReader(table, rule, scan);
        enterPath(shadow);
        CopyStream.read(
                shadow,
                "COPY (SELECT " + Sql.quoted(reader.names()) + " FROM ONLY " + Sql.quote(table.name()) + ") TO STDOUT",
                reader,
                new Bandwidth(Throttle.NONE),
                monitor);
        leavePath(shadow);
        return reader.finish();
    }

    /** Takes one part through the rule, to nowhere. */
    void rewrite(TablePart part, Connection source, WorkMonitor monitor) throws SQLException, IOException {
        List<String> read = rule instanceof TableRule.Rewritten rewritten
                ? rewritten.rewriter().reads()
                : columns;
        RowFilter filter = new RowFilter(read, rule);
        read(source, CopyOutSql.of(part, read, rule), row -> filter.accept(row, (bytes, from, length) -> {}), monitor);
    }

    /** Shows all fields of one part to a scan. */
    void scan(TablePart part, Connection source, RowScan scan, WorkMonitor monitor) throws SQLException, IOException {
        RowReader reader = new RowReader(table, rule, scan);
        read(source, CopyOutSql.of(part, reader.names(), rule), reader, monitor);
        reader.finish();
    }

    private void read(Connection source, String sql, CopyStream.Reader reader, WorkMonitor monitor)
            throws SQLException, IOException {
        enterPath(source);
        CopyStream.read(source, sql, reader, snapshot.bandwidth(), monitor);
        leavePath(source);
    }

    /** A condition of a person names tables without schema. Text forms of some types depend on the path: all sessions of the table get the same. */
    private void enterPath(Connection session) throws SQLException {
        if (!conditions().isEmpty()) {
            SearchPath.set(session, snapshot.catalog());
        }
    }

    private void leavePath(Connection session) throws SQLException {
        if (!conditions().isEmpty()) {
            SearchPath.clear(session);
        }
    }

    /** What people wrote that the source evaluates. */
    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        if (rule instanceof TableRule.Rewritten rewritten) {
            conditions.addAll(rewritten.rewriter().computations().values());
            rewritten.rewriter().keep().ifPresent(conditions::add);
        }
        return conditions;
    }
}
