package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.CopyTerms;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Exchange;
import io.penstock.database.LockHolder;
import io.penstock.database.ScratchFolder;
import io.penstock.database.Shadow;
import io.penstock.database.Snapshot;
import io.penstock.database.TargetLock;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * A session-level advisory lock, taken in the maintenance database, since a session in the target itself would hinder its renaming. The lock
 * ends with its session: a dead run holds none.
 */
final class PostgresLock implements TargetLock {

    private static final String KEY = "(? ::bigint)";
    private static final String HOLDERS =
            "pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted"
                    + " AND (l.classid::bigint << 32 | l.objid::bigint) = " + KEY;
    private static final String HOLDER_NAMES =
            "SELECT a.application_name || ' (since ' || to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC)'"
                    + " FROM " + HOLDERS;
    private static final int ATTEMPTS = 100;
    private static final int IDLE_ENOUGH = 5;
    private static final long PAUSE_NANOS = 100_000_000;

    private final PostgresDatabase target;
    private final Connection maintenance;
    private final Siblings siblings;
    private final String holder;
    private volatile boolean keepsWritersOff;

    private PostgresLock(PostgresDatabase target, Connection maintenance, String holder) {
        this.target = target;
        this.maintenance = maintenance;
        this.holder = holder;
        this.siblings = new Siblings(target.facts().database());
    }

    static PostgresLock take(PostgresDatabase target, String holder) {
        return take(target, holder, false);
    }

    /** @param keepsShadow whether a copy that a dead run left stays */
    static PostgresLock take(PostgresDatabase target, String holder, boolean keepsShadow) {
        Connection maintenance =
                target.sessions().on(Sessions.MAINTENANCE_DATABASE).open();
        try {
            // What one server has forgotten after a power failure, another may remember.
            Sql.list(
                    maintenance,
                    "SELECT set_config('synchronous_commit', 'local', false) WHERE current_setting('synchronous_commit') = 'off'",
                    row -> true);
            Sql.one(maintenance, "SELECT set_config('application_name', ?, false)", row -> true, holder);
            long key = key(target.facts().database());
            if (keepsShadow) {
                endFormer(maintenance, key);
            }
            if (!takes(maintenance, key)) {
                List<String> holders = Sql.list(maintenance, HOLDER_NAMES, row -> row.getString(1), key);
                throw new PenstockException(
                        DatabaseProblem.TARGET_LOCKED,
                        "Another run works on " + target.sessions().where() + ": "
                                + (holders.isEmpty() ? "it has just ended" : String.join(", ", holders)) + ".",
                        "Wait for its end, or end it, and run the command again.");
            }
            target.requireStillThere(maintenance);
            ScratchFolder.clear(target.scratch());
            PostgresLock lock = new PostgresLock(target, maintenance, holder);
            if (!keepsShadow) {
                Siblings.drop(maintenance, lock.siblings.shadow());
            }
            Siblings.drop(maintenance, lock.siblings.discarded());
            return lock;
        } catch (PenstockException e) {
            PostgresDatabase.closeQuietly(maintenance);
            throw e;
        } catch (SQLException e) {
            PostgresDatabase.closeQuietly(maintenance);
            throw Failures.of(e, "locking the target", target.sessions().where());
        }
    }

    /** Who holds the lock; empty when nobody does. */
    static Optional<LockHolder> holder(PostgresDatabase target) {
        return asked(target, HOLDER_NAMES).stream()
                .findFirst()
                .map(who -> new LockHolder(
                        who, () -> asked(target, "SELECT pg_terminate_backend(a.pid)::text FROM " + HOLDERS)));
    }

    private static List<String> asked(PostgresDatabase target, String sql) {
        Connection maintenance =
                target.sessions().on(Sessions.MAINTENANCE_DATABASE).open();
        try {
            return Sql.list(
                    maintenance,
                    sql,
                    row -> row.getString(1),
                    key(target.facts().database()));
        } catch (SQLException e) {
            throw Failures.of(e, "looking at the lock", target.sessions().where());
        } finally {
            PostgresDatabase.closeQuietly(maintenance);
        }
    }

    /** The process that worked on the same run was taken for dead: where it only sleeps, or the server has not noticed its end, its session goes now. */
    private static void endFormer(Connection maintenance, long key) throws SQLException {
        Sql.list(
                maintenance,
                "SELECT pg_terminate_backend(a.pid) FROM " + HOLDERS
                        + " AND a.application_name = current_setting('application_name')",
                row -> true,
                key);
    }

    /**
     * Takes the lock. The session of a killed run holds it until its last statement has ended and is waited for; that of a living run is idle, since it
     * only holds the lock, and is not.
     */
    private static boolean takes(Connection maintenance, long key) throws SQLException {
        int idle = 0;
        for (int attempt = 0; attempt < ATTEMPTS && idle < IDLE_ENOUGH; attempt++) {
            if (Sql.one(maintenance, "SELECT pg_try_advisory_lock" + KEY, row -> row.getBoolean(1), key)) {
                return true;
            }
            boolean busy = Sql.one(
                            maintenance,
                            "SELECT count(*) FROM " + HOLDERS + " AND a.state <> 'idle'",
                            row -> row.getLong(1),
                            key)
                    > 0;
            idle = busy ? 0 : idle + 1;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    @Override
    public Shadow shadow(Snapshot snapshot, Map<String, String> roles, int workers, CopyTerms terms) {
        return new PostgresShadow(this, (PostgresSnapshot) snapshot, roles, terms);
    }

    @Override
    public List<String> undoable() {
        return target.asking(
                "looking for replaced databases",
                () -> siblings.replaced(maintenance).stream()
                        .map(siblings::runOf)
                        .toList());
    }

    @Override
    public Exchange undoing(String run) {
        if (!undoable().contains(run)) {
            throw new PenstockException(
                    DatabaseProblem.NOTHING_TO_UNDO,
                    "No database of " + target.sessions().where() + " that run " + run + " replaced is kept.",
                    "Only syncs into an environment with undo: 1 or more can be undone, each once.");
        }
        String name = target.facts().database();
        Swap.Renames renames = new Swap.Renames(name, siblings.discarded(), siblings.replacedBy(run));
        return new PostgresExchange(this, renames, name, () -> Siblings.drop(maintenance, siblings.discarded()));
    }

    @Override
    public Optional<String> intent() {
        return target.asking(
                "reading the intent",
                () -> Markers.intent(maintenance, target.facts().database()));
    }

    @Override
    public void forgetIntent() {
        target.asking("forgetting the intent", () -> {
            Markers.forgetIntent(maintenance, target.facts().database());
            return true;
        });
    }

    @Override
    public void prune(int keep) {
        target.asking("removing replaced databases", () -> {
            List<String> replaced = siblings.replaced(maintenance);
            for (String old : replaced.subList(Math.min(keep, replaced.size()), replaced.size())) {
                Siblings.drop(maintenance, old);
            }
            return true;
        });
    }

    /** Removes the shadow. With its session the lock is lost too: only who holds it anew may clean up, and does so by taking it. */
    void removeShadow() {
        target.asking("removing the shadow database", () -> {
            try {
                Siblings.drop(maintenance, siblings.shadow());
            } catch (SQLException e) {
                if (!Failures.isConnectionLoss(e)) {
                    throw e;
                }
                take(target, holder).close();
            }
            return true;
        });
    }

    /** The session of the target is to stay open until the target is swapped out: it keeps writers off rows that have been read for the last time. */
    void keepWritersOff() {
        keepsWritersOff = true;
    }

    boolean keepsWritersOff() {
        return keepsWritersOff;
    }

    PostgresDatabase target() {
        return target;
    }

    Connection maintenance() {
        return maintenance;
    }

    Siblings siblings() {
        return siblings;
    }

    @Override
    public void close() {
        PostgresDatabase.closeQuietly(maintenance);
    }

    private static long key(String database) {
        return UUID.nameUUIDFromBytes(("penstock target " + database).getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
    }
}
