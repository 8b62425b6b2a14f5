package io.penstock.database.h2;

import io.penstock.database.Bandwidth;
import io.penstock.database.Column;
import io.penstock.database.Condition;
import io.penstock.database.RowRewriter;
import io.penstock.database.RowScan;
import io.penstock.database.RowSum;
import io.penstock.database.Table;
import io.penstock.database.TableRule;
import io.penstock.database.UniqueKey;
import io.penstock.database.WorkMonitor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.value.Value;
import org.h2.value.ValueNull;
import org.jspecify.annotations.Nullable;

/** Takes the rows of one table through its rule, row by row, and sums the fields that the rule leaves alone. For one thread. */
final class RowFlow {

    /** Says nothing of a person, unless the column is a personal one. */
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._:/+-]{1,60}");

    private static final int COMMIT_ROWS = 10_000;
    private static final int TELL_ROWS = 500;
    private static final long TELL_BYTES = 1 << 20;

    private final Table table;
    private final List<Column> columns;
    private final @Nullable RowRewriter rewriter;
    private final Set<String> written;
    private final Map<String, Condition> computations;

    /** What is not summed: what was replaced, unless it comes back as it was written. */
    private final Set<String> unsummed;

    private final RowHash hash = new RowHash();

    RowFlow(Table table, TableRule rule) {
        this.table = table;
        this.columns =
                table.columns().stream().filter(column -> !column.generated()).toList();
        this.rewriter = rule instanceof TableRule.Rewritten rewritten ? rewritten.rewriter() : null;
        this.written = rewriter == null ? Set.of() : rewriter.writes();
        this.computations = rewriter == null ? Map.of() : rewriter.computations();
        this.unsummed = new HashSet<>(written);
        if (rewriter != null) {
            unsummed.removeAll(rewriter.exact());
        }
    }

    /** Copies all rows from one session to the empty table of another. */
    RowSum copy(Connection source, Connection target, Bandwidth bandwidth, WorkMonitor monitor) throws SQLException {
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        try (Statement select = source.createStatement();
                PreparedStatement insert = target.prepareStatement("INSERT INTO " + Sql.quote(table.name()) + " ("
                        + names(columns) + ") OVERRIDING SYSTEM VALUE VALUES (" + marks + ")")) {
            long[] count = {0};
            Tally tally = new Tally(bandwidth, monitor);
            rows(select, monitor, fields -> {
                sum(fields, columns);
                for (int i = 0; i < fields.length; i++) {
                    insert.setObject(i + 1, fields[i]);
                    tally.bytes += Values.size(fields[i]);
                }
                insert.executeUpdate();
                if (++count[0] % COMMIT_ROWS == 0) {
                    target.commit();
                }
                tally.row();
            });
            target.commit();
            tally.flush();
        }
        return hash.sum();
    }

    /** What is done with a row. */
    private interface Taker {
        void take(Value[] fields) throws SQLException;
    }

    /** Reads all rows and takes them through the rule. */
    private void rows(Statement select, WorkMonitor monitor, Taker taker) throws SQLException {
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
        try (WorkMonitor.Interruptible reading = monitor.interruptible(() -> cancel(select));
                ResultSet rows = select.executeQuery(
                        "SELECT " + names(columns) + computed + keep + " FROM " + Sql.quote(table.name()))) {
            Value[] fields = new Value[columns.size()];
            while (next(rows, evaluated)) {
                read(rows, fields);
                if (rewriter != null) {
                    boolean kept = mayKeep && rows.getBoolean(fields.length + computations.size() + 1);
                    rewrite(rewriter, fields, rows, kept);
                }
                taker.take(fields);
            }
        }
    }

    /** Takes all rows through the rule, to nowhere. */
    void rewrite(Connection source, Bandwidth bandwidth, WorkMonitor monitor) throws SQLException {
        Tally tally = new Tally(bandwidth, monitor);
        try (Statement select = source.createStatement()) {
            rows(select, monitor, fields -> tally.row());
        }
        tally.flush();
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

    /** Reads a copy back and sums what the rule left alone; a scan is shown all. */
    RowSum sum(Connection copy, RowScan scan, WorkMonitor monitor) throws SQLException {
        List<Column> read = scan == RowScan.NONE
                ? columns.stream()
                        .filter(column -> !unsummed.contains(column.name()))
                        .toList()
                : Stream.concat(columns.stream(), table.columns().stream().filter(Column::generated))
                        .toList();
        Tally tally = new Tally(null, monitor);
        try (Statement select = copy.createStatement()) {
            select.setEscapeProcessing(false);
            try (WorkMonitor.Interruptible reading = monitor.interruptible(() -> cancel(select));
                    RowScan.Rows seen = scan.begin(table, read);
                    ResultSet rows = select.executeQuery(
                            "SELECT " + (read.isEmpty() ? "NULL" : names(read)) + " FROM " + Sql.quote(table.name()))) {
                Value[] fields = new Value[read.size()];
                while (rows.next()) {
                    read(rows, fields);
                    sum(fields, read);
                    show(fields, read, seen);
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

    private void read(ResultSet row, Value[] fields) throws SQLException {
        for (int i = 0; i < fields.length; i++) {
            fields[i] = Values.read(row, i + 1, table.name());
        }
    }

    private void sum(Value[] fields, List<Column> of) {
        hash.begin();
        for (int i = 0; i < fields.length; i++) {
            if (!unsummed.contains(of.get(i).name()) && !of.get(i).generated()) {
                hash.add(fields[i]);
            }
        }
        hash.end();
    }

    private void show(Value[] fields, List<Column> of, RowScan.Rows seen) {
        for (int i = 0; i < fields.length; i++) {
            if (seen.wants(i) && fields[i] != ValueNull.INSTANCE) {
                byte[] bytes = Values.bytes(fields[i]);
                seen.field(i, bytes, 0, bytes.length);
            }
        }
        if (seen.endRow()) {
            seen.key(key(fields, of));
        }
    }

    /** The primary key, as far as it looks like an identifier and is not replaced. */
    private Optional<String> key(Value[] fields, List<Column> of) {
        List<String> names = table.uniqueKeys().stream()
                .filter(UniqueKey::primary)
                .map(UniqueKey::columns)
                .filter(key -> key.stream().noneMatch(written::contains))
                .findFirst()
                .orElse(List.of());
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < fields.length; i++) {
            if (names.contains(of.get(i).name())) {
                String value = String.valueOf(Values.text(fields[i]));
                if (!IDENTIFIER.matcher(value).matches()) {
                    return Optional.empty();
                }
                parts.add(of.get(i).name() + "=" + value);
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }

    private void rewrite(RowRewriter by, Value[] fields, ResultSet row, boolean kept) throws SQLException {
        List<String> reads = by.reads();
        List<String> computed = new ArrayList<>(computations.keySet());
        @Nullable String[] texts = new @Nullable String[reads.size()];
        for (int i = 0; i < texts.length; i++) {
            int extra = computed.indexOf(reads.get(i));
            texts[i] =
                    extra < 0 ? Values.text(fields[position(reads.get(i))]) : row.getString(fields.length + extra + 1);
        }
        if (kept) {
            by.kept(texts);
            return;
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
