package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.Bandwidth;
import io.penstock.database.Catalog;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.ServerFacts;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TablePart;
import io.penstock.landscape.Throttle;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An exported snapshot. One session keeps it alive; each part is read in a transaction of its own that imports it, so that production's tables
 * are locked against changes of structure only while one part is read.
 */
final class PostgresSnapshot implements Snapshot {

    /** A table with more is read in parts, by ranges of its blocks. */
    private static final long PART_BYTES = 256L << 20;

    private static final int BLOCK = 8192;

    /** What tells one structure and storage of a table from another; read from the catalogs alone, which no lock of the table keeps waiting. */
    private static final String STRUCTURE =
            "c.relfilenode || ':' || md5(COALESCE((SELECT string_agg(concat_ws(' ', a.attname, a.atttypid, a.atttypmod, a.attisdropped),"
                    + " ',' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0), ''))"
                    + " FROM pg_class c";

    private record Known(long oid, long bytes, @Nullable String structure) {}

    private final Sessions sessions;
    private final ServerFacts facts;
    private final Connection keeper;
    private final Connection observer;
    private final String id;
    private final Catalog catalog;
    private final Map<TableName, Known> known = new HashMap<>();
    private final Bandwidth bandwidth;
    private final Semaphore permits;
    private final Deque<Connection> idle = new ArrayDeque<>();

    private PostgresSnapshot(
            Sessions sessions,
            ServerFacts facts,
            Connection keeper,
            Connection observer,
            int readers,
            Throttle throttle)
            throws SQLException {
        this.sessions = sessions;
        this.facts = facts;
        this.keeper = keeper;
        this.observer = observer;
        this.bandwidth = new Bandwidth(throttle);
        // The keeper, the observer, and the session that the source was opened with, are sessions of production too.
        int allowed = throttle.connections() == 0 ? readers : Math.max(1, throttle.connections() - 3);
        this.permits = new Semaphore(Math.min(readers, allowed));
        keeper.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        keeper.setReadOnly(true);
        keeper.setAutoCommit(false);
        this.id = Sql.one(keeper, "SELECT pg_export_snapshot()", row -> row.getString(1));
        this.catalog = new CatalogReader(keeper).read();
        Sql.list(
                keeper,
                "SELECT n.nspname, c.relname, c.oid, pg_relation_size(c.oid), " + STRUCTURE
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND "
                        + CatalogReader.USER_SCHEMA,
                row -> known.put(
                        new TableName(row.getString(1), row.getString(2)),
                        new Known(row.getLong(3), row.getLong(4), row.getString(5))));
    }

    static PostgresSnapshot open(Sessions sessions, ServerFacts facts, int readers, Throttle throttle) {
        Connection keeper = sessions.open();
        Connection observer = null;
        try {
            observer = sessions.open();
            return new PostgresSnapshot(sessions, facts, keeper, observer, readers, throttle);
        } catch (SQLException e) {
            PostgresDatabase.closeQuietly(keeper);
            PostgresDatabase.closeQuietly(observer);
            throw Failures.of(e, "taking a snapshot", sessions.where());
        } catch (PenstockException e) {
            PostgresDatabase.closeQuietly(keeper);
            throw e;
        }
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public List<TablePart> parts(Table table) {
        Known facts = known.get(table.name());
        long size = facts == null ? 0 : facts.bytes();
        int count = (int) Math.max(1, Math.min(10_000, size / PART_BYTES));
        long blocks = size / BLOCK;
        List<TablePart> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long to = i == count - 1 ? Long.MAX_VALUE : blocks * (i + 1) / count;
            parts.add(new TablePart(table.name(), i, count, blocks * i / count, to, table.bytes() / count));
        }
        return parts;
    }

    @Override
    public void distinctValues(TableName table, String column, String condition, Consumer<String> values) {
        String name = Sql.quote(column);
        ask(
                () -> SearchPath.ofSession(keeper, () -> {
                    try (Statement statement = keeper.createStatement()) {
                        statement.setEscapeProcessing(false);
                        // Rows arrive in portions only inside a transaction that the driver knows of.
                        statement.setFetchSize(1000);
                        try (ResultSet rows = statement.executeQuery("SELECT DISTINCT " + name + "::text FROM ONLY "
                                + Sql.quote(table) + " WHERE " + name + " IS NOT NULL AND (" + condition + ")")) {
                            while (rows.next()) {
                                values.accept(rows.getString(1));
                            }
                        }
                    }
                    return true;
                }),
                "reading the kept rows of " + table);
    }

    String id() {
        return id;
    }

    Sessions sessions() {
        return sessions;
    }

    ServerFacts facts() {
        return facts;
    }

    Bandwidth bandwidth() {
        return bandwidth;
    }

    /** The session that keeps the snapshot: questions about the source, answered as of the snapshot; for one thread at a time. */
    <T> T ask(PostgresDatabase.Question<T> question, String what) {
        synchronized (keeper) {
            return PostgresDatabase.asking(what, sessions.where(), question);
        }
    }

    Connection keeper() {
        return keeper;
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
                reader = sessions.open();
            }
            Sql.run(
                    reader,
                    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT " + Sql.literal(id));
            return reader;
        } catch (SQLException e) {
            broken(reader);
            throw Failures.of(e, "joining the snapshot", sessions.where());
        } catch (PenstockException e) {
            permits.release();
            throw e;
        }
    }

    void done(Connection reader) {
        try {
            Sql.run(reader, "COMMIT");
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

    /**
     * Makes sure that a table still has the structure and the storage that it had in the snapshot; asked while a reader holds it. TRUNCATE and
     * rewrites are not covered by snapshots.
     */
    void requireUnchanged(TableName table) {
        Known then = known.get(table);
        if (then == null) {
            return;
        }
        @Nullable String now;
        synchronized (observer) {
            now = PostgresDatabase.asking("watching the structure", sessions.where(), () -> {
                List<String> found = Sql.list(
                        observer, "SELECT " + STRUCTURE + " WHERE c.oid = ?", row -> row.getString(1), then.oid());
                return found.isEmpty() ? "" : found.get(0);
            });
        }
        if (!now.equals(then.structure())) {
            throw new PenstockException(
                    DatabaseProblem.SOURCE_CHANGED,
                    "Table " + table + " of " + sessions.where()
                            + " was truncated, rewritten or altered while it was copied.",
                    "Run the command again when no deployment or maintenance of the source is under way.");
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            idle.forEach(PostgresDatabase::closeQuietly);
            idle.clear();
        }
        PostgresDatabase.closeQuietly(observer);
        PostgresDatabase.closeQuietly(keeper);
    }
}
