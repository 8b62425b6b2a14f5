package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.Bandwidth;
import io.penstock.database.Column;
import io.penstock.database.Condition;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.ForwardingRewriter;
import io.penstock.database.InPlace;
import io.penstock.database.RowRewriter;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.Throttle;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Replaces the rows of one table in one transaction. The rows go through the rewriter into a temporary table; then the table is truncated, which gives
 * it a new file, and filled from there. So no old version of a row stays, no unique key is broken on the way, and whatever happens, the table is as
 * before or as after.
 */
final class TableRewrite {

    private static final String STAGE = "pg_temp.penstock_rows";

    private final Table table;
    private final TableRule rule;
    private final Set<String> withAbove;
    private final String name;
    private final List<String> columns;
    private final List<String> remarks;

    /**
     * @param withAbove the table and those that stand above it, quoted
     * @param remarks is given what people should know, as phrases
     */
    TableRewrite(Table table, TableRule rule, Set<String> withAbove, List<String> remarks) {
        this.remarks = remarks;
        this.table = table;
        this.rule = rule;
        this.withAbove = new TreeSet<>(withAbove);
        this.name = Sql.quote(table.name());
        this.columns = table.columns().stream()
                .filter(column -> !column.generated())
                .map(Column::name)
                .toList();
    }

    /** @param reader reads the rows in a transaction of its own, while the writer keeps others from changing them */
    InPlace.Replaced run(Connection reader, Connection writer, WorkMonitor monitor) throws SQLException, IOException {
        Sql.run(writer, "BEGIN; LOCK TABLE ONLY " + name + " IN SHARE ROW EXCLUSIVE MODE");
        InPlaceRecord record = new InPlaceRecord(writer);
        Optional<Integer> number = record.take(table.name());
        if (number.isEmpty()) {
            Sql.run(writer, "ROLLBACK");
            return new InPlace.Replaced(0, 0);
        }
        InPlace.Replaced replaced = rule instanceof TableRule.Rewritten rewritten
                ? rewrite(rewritten, number.get(), record, reader, writer, monitor)
                : empty(writer);
        record.done(number.get(), replaced);
        Sql.run(writer, "COMMIT");
        return replaced;
    }

    private InPlace.Replaced rewrite(
            TableRule.Rewritten rewritten,
            int number,
            InPlaceRecord record,
            Connection reader,
            Connection writer,
            WorkMonitor monitor)
            throws SQLException, IOException {
        String list = Sql.quoted(columns);
        Sql.run(
                writer,
                "CREATE TEMPORARY TABLE penstock_rows ON COMMIT DROP AS SELECT " + list + " FROM ONLY " + name
                        + " WITH NO DATA");
        long kept = record.keptRows(number);
        TableRule asRecorded = new TableRule.Rewritten(new Recorded(rewritten.rewriter(), table, kept > 0, number));
        RowFilter filter = new RowFilter(columns, asRecorded);
        RowLimit limit = new RowLimit(table, columns, rule);
        CopyStream.copy(
                reader,
                CopyOutSql.of(new TablePart(table.name(), 0, 1, 0, Long.MAX_VALUE, table.bytes()), columns, asRecorded),
                new CopyStream.Writer(writer, STAGE + " (" + list + ")", false),
                filter,
                limit::check,
                new Bandwidth(Throttle.NONE),
                monitor);
        SilentTables silent = new SilentTables(writer);
        silent.silence(silenced(writer));
        Sql.run(writer, "TRUNCATE ONLY " + name);
        IndexesOff indexes = IndexesOff.take(writer, name);
        long rows = Sql.update(
                writer,
                "INSERT INTO " + name + " (" + list + ") OVERRIDING SYSTEM VALUE SELECT " + list + " FROM " + STAGE);
        if (rows != filter.sum().rows()) {
            throw new PenstockException(
                    DatabaseProblem.COPY_DIFFERS,
                    "Table " + table.name() + " has " + rows + " rows after it was filled again, and had "
                            + filter.sum().rows() + ".",
                    "The table is as it was: look for a trigger or rule that could not be switched off.");
        }
        indexes.bringBack();
        silent.wake();
        Sql.run(writer, "ANALYZE " + name);
        return new InPlace.Replaced(rows, kept);
    }

    private InPlace.Replaced empty(Connection writer) throws SQLException {
        SilentTables silent = new SilentTables(writer);
        silent.silence(silenced(writer));
        Sql.run(writer, "TRUNCATE ONLY " + name);
        silent.wake();
        if (!ColumnSamples.remove(writer, name)) {
            remarks.add("statistics of the emptied table " + table.name()
                    + " still hold samples of its values; a superuser removes them with DELETE FROM pg_statistic WHERE starelid = '"
                    + name + "'::regclass");
        }
        return new InPlace.Replaced(0, 0);
    }

    /** Before 15, a trigger of a partition follows that of the table above. */
    private Set<String> silenced(Connection writer) throws SQLException {
        return writer.getMetaData().getDatabaseMajorVersion() >= 15 ? Set.of(name) : withAbove;
    }

    /** A rewriter whose kept rows and computed values are those that were recorded, whatever SQL says of rows that were replaced meanwhile. */
    private static final class Recorded extends ForwardingRewriter {

        private final Table table;
        private final boolean keeps;
        private final int number;

        Recorded(RowRewriter rewriter, Table table, boolean keeps, int number) {
            super(rewriter);
            this.table = table;
            this.keeps = keeps;
            this.number = number;
        }

        @Override
        public Optional<Condition> keep() {
            return keeps
                    ? Optional.of(new Condition(InPlaceRecord.kept(number), "", "the record of kept rows"))
                    : Optional.empty();
        }

        @Override
        public Map<String, Condition> computations() {
            return InPlaceRecord.computed(number, table, behind());
        }
    }
}
