package io.penstock.database.postgresql;

import io.penstock.database.BuildStep;
import io.penstock.database.TableName;
import io.penstock.database.TablePart;
import io.penstock.database.WorkMonitor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The shadow that a process left which died: what of it is kept, and what is taken out so that it can be copied again. */
final class CopyRemains {

    private static final int ATTEMPTS = 100;
    private static final long PAUSE_NANOS = 100_000_000;

    private final PostgresLock lock;
    private final String name;
    private final ShadowSessions pool;
    private final CopyRecord record;

    /** @param name of the shadow */
    CopyRemains(PostgresLock lock, String name, ShadowSessions pool, CopyRecord record) {
        this.lock = lock;
        this.name = name;
        this.pool = pool;
        this.record = record;
    }

    boolean areThere() {
        return lock.target()
                .asking(
                        "looking for the copy",
                        () -> !Sql.list(
                                        lock.maintenance(),
                                        "SELECT 1 FROM pg_database WHERE datname = ?",
                                        row -> true,
                                        name)
                                .isEmpty());
    }

    void remove() {
        pool.close();
        lock.removeShadow();
    }

    /** The server may not have noticed yet that a process is gone which was in the middle of a statement. */
    void endSessions() {
        lock.target().asking("ending the sessions of the copy", () -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                List<Boolean> ended = Sql.list(
                        lock.maintenance(),
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?",
                        row -> row.getBoolean(1),
                        name);
                if (ended.isEmpty()) {
                    return true;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            throw new SQLException("sessions of " + name + " do not end");
        });
    }

    /**
     * Takes parts out that differ, and whatever stands in tables of which nothing counts as loaded.
     *
     * @param steps all that follows the rows
     */
    void discard(Collection<TablePart> differing, List<BuildStep> steps, WorkMonitor monitor) {
        pool.run("removing rows that are no longer those of the source", monitor, session -> {
            Set<TableName> touched =
                    differing.stream().map(TablePart::table).collect(Collectors.toCollection(TreeSet::new));
            for (TableName table : record.parts().keySet()) {
                if (keepsNone(table) && hasRows(session, table)) {
                    touched.add(table);
                }
            }
            if (touched.isEmpty()) {
                return;
            }
            Set<TableName> stripped = new StrippedTables(session).around(touched);
            Sql.run(session, "BEGIN");
            new StrippedTables(session).strip(stripped);
            for (BuildStep step : steps) {
                if (!Collections.disjoint(step.tables(), stripped)) {
                    record.undone(session, step.name());
                }
            }
            for (TableName table : touched) {
                empty(session, table, differing);
            }
            Sql.run(session, "COMMIT");
            for (TableName table : touched) {
                if (!keepsNone(table)) {
                    // Makes room for the rows that come in their place.
                    Sql.run(session, "VACUUM " + Sql.quote(table));
                }
            }
        });
    }

    private boolean keepsNone(TableName table) {
        return record.loaded().keySet().stream().noneMatch(part -> part.table().equals(table));
    }

    private static boolean hasRows(Connection session, TableName table) throws SQLException {
        return !Sql.read(session, "SELECT 1 FROM ONLY " + Sql.quote(table) + " LIMIT 1", row -> true)
                .isEmpty();
    }

    private void empty(Connection session, TableName table, Collection<TablePart> differing) throws SQLException {
        List<TablePart> gone =
                differing.stream().filter(part -> part.table().equals(table)).toList();
        List<String> transactions = gone.stream()
                .map(part -> record.loaded().get(part))
                .map(CopyRecord.Loaded::transaction)
                .toList();
        for (TablePart part : gone) {
            record.discarded(session, part);
        }
        if (keepsNone(table)) {
            Sql.run(session, "TRUNCATE ONLY " + Sql.quote(table));
        } else {
            for (String transaction : transactions) {
                Sql.run(
                        session,
                        "DELETE FROM ONLY " + Sql.quote(table) + " WHERE xmin = " + Sql.literal(transaction)
                                + "::pg_catalog.xid8::pg_catalog.xid");
            }
        }
    }
}
