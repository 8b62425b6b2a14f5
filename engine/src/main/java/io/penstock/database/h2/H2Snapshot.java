package io.penstock.database.h2;

import io.penstock.database.Bandwidth;
import io.penstock.database.Catalog;
import io.penstock.database.CatalogText;
import io.penstock.database.ColumnKind;
import io.penstock.database.Condition;
import io.penstock.database.Derivation;
import io.penstock.database.RefusedValues;
import io.penstock.database.RowRewriter;
import io.penstock.database.RowScan;
import io.penstock.database.SampleRequest;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.database.UniqueKey;
import io.penstock.database.ValueLists;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.Throttle;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.h2.message.DbException;
import org.jspecify.annotations.Nullable;

/** One session in one transaction of the isolation level SNAPSHOT, which one thread uses at a time. */
final class H2Snapshot implements Snapshot {

    private final Sessions sessions;
    private final Connection reader;
    private final Catalog catalog;
    private final Script script;
    private final Bandwidth bandwidth;

    private H2Snapshot(Sessions sessions, Connection reader, Throttle throttle) throws SQLException {
        this.sessions = sessions;
        this.reader = reader;
        this.bandwidth = new Bandwidth(throttle);
        this.catalog = new CatalogReader(reader).read();
        this.script = Script.of(reader, orderedByKey(catalog));
        Sql.run(reader, "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
        reader.setAutoCommit(false);
        // The first statement fixes what all later ones see, whatever table they read.
        Sql.one(reader, "SELECT 1", row -> row.getInt(1));
    }

    static H2Snapshot open(Sessions sessions, Throttle throttle) {
        Connection reader = sessions.openReader();
        try {
            return new H2Snapshot(sessions, reader, throttle);
        } catch (SQLException e) {
            H2Database.closeQuietly(reader);
            throw Failures.of(e, "taking a snapshot", sessions.where());
        }
    }

    private static Set<TableName> orderedByKey(Catalog catalog) {
        return catalog.tables().stream()
                .filter(table -> table.uniqueKeys().stream().anyMatch(key -> isWholeNumber(table, key)))
                .map(Table::name)
                .collect(Collectors.toSet());
    }

    private static boolean isWholeNumber(Table table, UniqueKey key) {
        return key.primary()
                && key.columns().size() == 1
                && table.column(key.columns().get(0))
                        .filter(column -> column.kind() == ColumnKind.INTEGER)
                        .isPresent();
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public List<TablePart> parts(Table table) {
        return List.of(new TablePart(table.name(), 0, 1, 0, Long.MAX_VALUE, table.bytes()));
    }

    @Override
    public void rewrite(TablePart part, RowRewriter rewriter, WorkMonitor monitor) {
        Table table = catalog.table(part.table()).orElseThrow();
        ask("reading " + part.table(), session -> {
            new RowFlow(table, new TableRule.Rewritten(rewriter)).rewrite(session, bandwidth, monitor);
            return true;
        });
    }

    @Override
    public void scan(TablePart part, RowScan scan, WorkMonitor monitor) {
        Table table = catalog.table(part.table()).orElseThrow();
        ask("reading " + part.table(), session -> new RowFlow(table, new TableRule.AsIs()).sum(session, scan, monitor));
    }

    @Override
    public void scanRest(RowScan scan, WorkMonitor monitor) {
        ask("looking through the database", session -> {
            RestOfDatabase.scan(session, scan);
            return true;
        });
    }

    @Override
    public void distinctValues(TableName table, String column, Condition condition, Consumer<String> values) {
        String name = Sql.quote(column);
        String sql = "SELECT DISTINCT " + name + " FROM " + Sql.quote(table) + " WHERE " + name + " IS NOT NULL AND "
                + condition.bracketed();
        try {
            tryToAsk(source -> {
                try (Statement statement = source.createStatement()) {
                    statement.setEscapeProcessing(false);
                    try (ResultSet rows = statement.executeQuery(sql)) {
                        while (rows.next()) {
                            values.accept(String.valueOf(Values.text(Values.read(rows, 1, table))));
                        }
                    }
                }
                return true;
            });
        } catch (DbException e) {
            throw Failures.ofCondition(e.getSQLException(), condition, sessions.where());
        } catch (SQLException e) {
            throw Failures.ofCondition(e, condition, sessions.where());
        }
    }

    @Override
    public void tryOut(Table table, Condition condition) {
        new H2Rows(this).tryOut(table, condition);
    }

    /** The embedded database serves the example, which has no such constraints; those of others show when rows are copied. */
    @Override
    public List<RefusedValues> refused(Map<TableName, RowRewriter> rewriters) {
        return List.of();
    }

    @Override
    public void tryOutExpression(Table table, Condition expression) {
        new H2Rows(this).tryOutExpression(table, expression);
    }

    @Override
    public long count(Table table, Condition condition) {
        return new H2Rows(this).count(table, condition);
    }

    @Override
    public List<List<String>> values(Table table, List<String> columns, Condition condition) {
        return new H2Rows(this).values(table, columns, condition);
    }

    @Override
    public List<Row> firstRows(Table table, RowRewriter rewriter, int rows) {
        return new H2Rows(this).first(table, rewriter, rows);
    }

    @Override
    public String among(Table table, List<String> columns, Collection<List<String>> values) {
        return new ValueLists(Sql::quote, Sql::literal).among(table, columns, values);
    }

    @Override
    public void sample(SampleRequest request, Consumer<List<@Nullable String>> rows) {
        ask("reading a sample", source -> new RowSample(source, bandwidth).read(request, rows));
    }

    @Override
    public List<Derivation> derivations() {
        return ask("reading triggers", source -> new DerivationReader(source).read());
    }

    @Override
    public List<CatalogText> texts() {
        return ask("reading comments and definitions", CatalogTexts::read);
    }

    Sessions sessions() {
        return sessions;
    }

    Script script() {
        return script;
    }

    Bandwidth bandwidth() {
        return bandwidth;
    }

    /** Works with the one reader, as of the snapshot. */
    synchronized <T> T ask(String what, H2Rows.Work<T> work) {
        return Sql.asking(what, sessions.where(), () -> work.on(reader));
    }

    /** The same, for a question that may fail. */
    synchronized <T> T tryToAsk(H2Rows.Work<T> work) throws SQLException {
        return work.on(reader);
    }

    /** The one reader keeps the snapshot. */
    @Override
    public void rest() {}

    @Override
    public synchronized void close() {
        H2Database.closeQuietly(reader);
    }
}
