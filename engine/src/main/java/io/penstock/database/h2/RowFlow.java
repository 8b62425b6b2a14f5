package io.penstock.database.h2;

import io.penstock.database.Bandwidth;
import io.penstock.database.Column;
import io.penstock.database.Condition;
import io.penstock.database.RowRewriter;
import io.penstock.database.RowSum;
import io.penstock.database.Table;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/** Takes the rows of one table through its rule, row by row, and sums the fields that the rule leaves alone. For one thread. */
final class RowFlow {

    private static final int COMMIT_ROWS = 10_000;
    private static final int TELL_ROWS = 500;
    private static final long TELL_BYTES = 1 << 20;

    private final Table table;
    private final List<Column> columns;
    private final @Nullable RowRewriter rewriter;
    private final Set<String> written;
    private final Map<String, Condition> computations;
    private final RowHash hash = new RowHash();

    RowFlow(Table table, TableRule rule) {
        this.table = table;
        this.columns =
                table.columns().stream().filter(column -> !column.generated()).toList();
        this.rewriter = rule instanceof TableRule.Rewritten rewritten ? rewritten.rewriter() : null;
        this.written = rewriter == null ? Set.of() : rewriter.writes();
        this.computations = rewriter == null ? Map.of() : rewriter.computations();
    }

    /** Copies all rows from one session to the empty table of another. */
    RowSum copy(Connection source, Connection target, Bandwidth bandwidth, WorkMonitor monitor) throws SQLException {
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        try (Statement select = source.createStatement();
                PreparedStatement insert = target.prepareStatement("INSERT INTO " + Sql.quote(table.name()) + " ("
                        + names(columns) + ") OVERRIDING SYSTEM VALUE VALUES (" + marks + ")")) {
            Optional<Condition> condition = rewriter == null ? Optional.empty() : rewriter.keep();
            boolean mayKeep = condition.isPresent();
            Optional<Condition> evaluated =
                    computations.values().stream().findFirst().or(() -> condition);
            String computed = computations.values().stream()
                    .map(expression -> ", CAST(" + expression.bracketed() + " AS VARCHAR)")
                    .collect(Collectors.joining());
            String keep = condition
                    .map(kept -> ", CASE WHEN " + kept.bracketed() + " THEN TRUE ELSE FALSE END")
                    .orElse("");
            select.setEscapeProcessing(false);
            long count = 0;
            Tally tally = new Tally(bandwidth, monitor);
            try (WorkMonitor.Interruptible reading = monitor.interruptible(() -> cancel(select));
                    ResultSet rows = select.executeQuery(
                            "SELECT " + names(columns) + computed + keep + " FROM " + Sql.quote(table.name()))) {
                Value[] fields = new Value[columns.size()];
                while (next(rows, evaluated)) {
                    read(rows, fields, columns);
                    int behind = fields.length + computations.size() + 1;
                    if (rewriter != null && !(mayKeep && rows.getBoolean(behind))) {
                        rewrite(rewriter, fields, rows);
                    }
                    for (int i = 0; i < fields.length; i++) {
                        insert.setObject(i + 1, fields[i]);
                        tally.bytes += Values.size(fields[i]);
                    }
                    insert.executeUpdate();
                    if (++count % COMMIT_ROWS == 0) {
                        target.commit();
                    }
                    tally.row();
                }
            }
            target.commit();
            tally.flush();
        }
        return hash.sum();
    }

    /** The condition is evaluated as the rows are fetched. */
    private static boolean next(ResultSet rows, Optional<Condition> condition) throws SQLException {
        try {
            return rows.next();
        } catch (SQLException e) {
            if (condition.isPresent()) {
                throw Failures.ofCondition(e, condition.get(), "the source");
            }
            throw e;
        }
    }

    /** Reads a copy back and sums what the rule left alone. */
    RowSum sum(Connection copy, WorkMonitor monitor) throws SQLException {
        List<Column> untouched = columns.stream()
                .filter(column -> !written.contains(column.name()))
                .toList();
        Tally tally = new Tally(null, monitor);
        try (Statement select = copy.createStatement()) {
            select.setEscapeProcessing(false);
            try (WorkMonitor.Interruptible reading = monitor.interruptible(() -> cancel(select));
                    ResultSet rows = select.executeQuery("SELECT " + (untouched.isEmpty() ? "NULL" : names(untouched))
                            + " FROM " + Sql.quote(table.name()))) {
                Value[] fields = new Value[untouched.size()];
                while (rows.next()) {
                    read(rows, fields, untouched);
                    for (Value field : fields) {
                        tally.bytes += Values.size(field);
                    }
                    tally.row();
                }
            }
        }
        tally.flush();
        return hash.sum();
    }

    private void read(ResultSet row, Value[] fields, List<Column> of) throws SQLException {
        hash.begin();
        for (int i = 0; i < fields.length; i++) {
            fields[i] = Values.read(row, i + 1, table.name());
            if (!written.contains(of.get(i).name())) {
                hash.add(fields[i]);
            }
        }
        hash.end();
    }

    private void rewrite(RowRewriter by, Value[] fields, ResultSet row) throws SQLException {
        List<String> reads = by.reads();
        List<String> computed = new ArrayList<>(computations.keySet());
        @Nullable String[] texts = new @Nullable String[reads.size()];
        for (int i = 0; i < texts.length; i++) {
            int extra = computed.indexOf(reads.get(i));
            texts[i] =
                    extra < 0 ? Values.text(fields[position(reads.get(i))]) : row.getString(fields.length + extra + 1);
        }
        @Nullable String[] before = texts.clone();
        by.rewrite(texts);
        for (int i = 0; i < texts.length; i++) {
            if (written.contains(reads.get(i)) && !Objects.equals(before[i], texts[i])) {
                int position = position(reads.get(i));
                fields[position] = Values.of(texts[i], columns.get(position));
            }
        }
    }

    private int position(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalStateException("a rewriter names a column that its table does not have, or that is computed");
    }

    static String names(List<Column> columns) {
        return Sql.quoted(columns.stream().map(Column::name).toList());
    }

    static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It has ended, and cannot block any more.
        }
    }

    /** Tells the monitor now and then, not at every row. */
    private static final class Tally {
        private final @Nullable Bandwidth bandwidth;
        private final WorkMonitor monitor;
        private long rows;
        private long bytes;

        Tally(@Nullable Bandwidth bandwidth, WorkMonitor monitor) {
            this.bandwidth = bandwidth;
            this.monitor = monitor;
        }

        void row() {
            if (++rows >= TELL_ROWS || bytes >= TELL_BYTES) {
                flush();
            }
        }

        void flush() {
            if (bandwidth != null) {
                bandwidth.took(bytes);
            }
            monitor.advanced(rows, bytes);
            rows = 0;
            bytes = 0;
        }
    }
}
