package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.Bandwidth;
import io.penstock.database.Catalog;
import io.penstock.database.CatalogText;
import io.penstock.database.Condition;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Derivation;
import io.penstock.database.RefusedValues;
import io.penstock.database.RowRewriter;
import io.penstock.database.RowScan;
import io.penstock.database.SampleRequest;
import io.penstock.database.ServerFacts;
import io.penstock.database.Snapshot;
import io.penstock.database.StoredDatabase;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TablePart;
import io.penstock.database.ValueLists;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.Throttle;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An exported snapshot. The session that the source was opened with keeps it alive; each part is read in a transaction of another session that joins it, so that
 * production's tables are locked against changes of structure only while one part is read. So two sessions will do: one that keeps and one that reads.
 */
final class PostgresSnapshot implements Snapshot {

    private final PostgresDatabase source;
    private final String id;
    private final Catalog catalog;
    private final StoredTables stored;
    private final Bandwidth bandwidth;
    private final Semaphore permits;
    private final Deque<Connection> idle = new ArrayDeque<>();

    private PostgresSnapshot(PostgresDatabase source, String id, int readers, Throttle throttle) {
        this.source = source;
        this.id = id;
        this.bandwidth = new Bandwidth(throttle);
        int allowed = throttle.connections() == 0 ? readers : Math.max(1, throttle.connections() - 1);
        this.permits = new Semaphore(Math.min(readers, allowed));
        this.stored = ask("reading what is stored", StoredTables::read);
        Catalog read = ask("reading the catalog", reader -> new CatalogReader(reader).read());
        StoredDatabase backup = source.backup();
        this.catalog = backup == null ? read : Skeleton.catalog(read, backup);
    }

    static PostgresSnapshot open(PostgresDatabase source, int readers, Throttle throttle) {
        String id =
                PostgresDatabase.asking("taking a snapshot", source.sessions().where(), source::keepSnapshot);
        try {
            return new PostgresSnapshot(source, id, readers, throttle);
        } catch (PenstockException e) {
            source.dropSnapshot();
            throw e;
        }
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public List<TablePart> parts(Table table) {
        StoredDatabase backup = source.backup();
        return backup == null ? stored.parts(table) : backup.parts(table.name());
    }

    /** Where the rows stand, if not in the source. */
    @Nullable
    StoredDatabase backup() {
        return source.backup();
    }

    /** Whether the rows can be read; those of an unlogged table are on the primary alone. */
    boolean isReadable(TableName table) {
        return stored.isReadable(table);
    }

    @Override
    public void rewrite(TablePart part, RowRewriter rewriter, WorkMonitor monitor) {
        new PartReading(this, part, monitor).rewrite(rewriter);
    }

    @Override
    public void scan(TablePart part, RowScan scan, WorkMonitor monitor) {
        new PartReading(this, part, monitor).scan(scan);
    }

    @Override
    public void scanRest(RowScan scan, WorkMonitor monitor) {
        ask("looking through the database", session -> new RestOfDatabase(session, monitor).scan(scan));
    }

    @Override
    public void distinctValues(TableName table, String column, Condition condition, Consumer<String> values) {
        rows().distinct(table, column, condition, values);
    }

    @Override
    public void tryOut(Table table, Condition condition) {
        rows().tryOut(table, condition);
    }

    @Override
    public void tryOutExpression(Table table, Condition expression) {
        rows().tryOutExpression(table, expression);
    }

    @Override
    public long count(Table table, Condition condition) {
        return rows().count(table, condition);
    }

    @Override
    public List<List<String>> values(Table table, List<String> columns, Condition condition) {
        return rows().values(table, columns, condition);
    }

    @Override
    public List<Row> firstRows(Table table, RowRewriter rewriter, int rows) {
        return isReadable(table.name())
                ? ask("reading rows of " + table.name(), reader -> FirstRows.read(reader, table, rewriter, rows))
                : List.of();
    }

    @Override
    public String among(Table table, List<String> columns, Collection<List<String>> values) {
        return new ValueLists(Sql::quote, Sql::literal).among(table, columns, values);
    }

    @Override
    public void sample(SampleRequest request, Consumer<List<@Nullable String>> rows) {
        ask("reading a sample", reader -> new RowSample(this, reader).read(request, rows));
    }

    @Override
    public List<Derivation> derivations() {
        return ask("reading triggers", reader -> new DerivationReader(reader).read());
    }

    @Override
    public List<CatalogText> texts() {
        return ask("reading comments and definitions", CatalogTexts::read);
    }

    @Override
    public List<RefusedValues> refused(Map<TableName, RowRewriter> rewriters) {
        return new CheckTrial(this).refused(rewriters);
    }

    PostgresRows rows() {
        return new PostgresRows(new SnapshotSide(this));
    }

    Sessions sessions() {
        return source.sessions();
    }

    ServerFacts facts() {
        return source.facts();
    }

    Bandwidth bandwidth() {
        return bandwidth;
    }

    /** Answers a question about the source as of the snapshot. Not for a thread that holds a reader: there may be no other. */
    <T> T ask(String what, PostgresRows.Work<T> question) {
        return PostgresDatabase.asking(what, sessions().where(), () -> tryToAsk(question));
    }

    /** The same, for a question that may be wrong. */
    <T> T tryToAsk(PostgresRows.Work<T> question) throws SQLException {
        Connection reader = begin();
        boolean whole = false;
        try {
            T answer = question.on(reader);
            whole = true;
            return answer;
        } finally {
            if (whole) {
                done(reader);
            } else {
                broken(reader);
            }
        }
    }

    /** Lets a tool read the source in place of a reader, with a session of its own that joins the snapshot of the given name. */
    <T> T lend(Function<String, T> tool) {
        permits.acquireUninterruptibly();
        try {
            synchronized (idle) {
                PostgresDatabase.closeQuietly(idle.poll());
            }
            return tool.apply(id);
        } catch (PenstockException e) {
            requireKept();
            throw e;
        } finally {
            permits.release();
        }
    }

    /** A session in a transaction that sees the snapshot; give it back with {@link #done} or {@link #broken}. */
    Connection begin() {
        permits.acquireUninterruptibly();
        Connection reader = null;
        try {
            synchronized (idle) {
                reader = idle.poll();
            }
            if (reader == null) {
                reader = sessions().open();
                reader.setAutoCommit(false);
            }
            Sql.run(
                    reader,
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET TRANSACTION SNAPSHOT "
                            + Sql.literal(id));
            return reader;
        } catch (SQLException e) {
            broken(reader);
            requireKept();
            throw Failures.of(e, "joining the snapshot", sessions().where());
        } catch (PenstockException e) {
            permits.release();
            throw e;
        }
    }

    /** Where the session that keeps the snapshot is lost, that is the reason, whatever is said of the snapshot. */
    private void requireKept() {
        source.asking("keeping the snapshot", () -> Sql.one(source.connection(), "SELECT 1", row -> true));
    }

    void done(Connection reader) {
        try {
            reader.commit();
            synchronized (idle) {
                idle.push(reader);
            }
            permits.release();
        } catch (SQLException e) {
            broken(reader);
        }
    }

    void broken(@Nullable Connection reader) {
        PostgresDatabase.closeQuietly(reader);
        permits.release();
    }

    PartOrigin origin(TableName table) {
        return stored.origin(table);
    }

    /** Makes sure, while a reader holds it, that a table has the structure and the storage of the snapshot, which does not cover TRUNCATE and rewrites. */
    void requireUnchanged(TableName table) {
        if (!source.asking("watching the structure", () -> stored.isUnchanged(table, source.connection()))) {
            throw new PenstockException(
                    DatabaseProblem.SOURCE_CHANGED,
                    "Table " + table + " of " + sessions().where()
                            + " was truncated, rewritten or altered while it was copied.",
                    "Run the command again when no deployment or maintenance of the source is under way.");
        }
    }

    @Override
    public void rest() {
        synchronized (idle) {
            idle.forEach(PostgresDatabase::closeQuietly);
            idle.clear();
        }
    }

    @Override
    public void close() {
        rest();
        source.dropSnapshot();
    }
}
