package io.penstock.run;

import io.penstock.PenstockException;
import io.penstock.database.StoreDatabase;
import io.penstock.database.StoreDatabase.Row;
import io.penstock.database.StoreDatabase.Statements;
import io.penstock.database.StoreLocation;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The runs as rows of a database that several processes share. Thread-safe; whoever uses it holds it open meanwhile. */
final class RunStore {

    /** A run whose process has not been heard of for so long is taken for dead; several heartbeats, for one may be late. */
    static final int LEASE_SECONDS = 20;

    private static final String RUNS = "select run.*, case when heartbeat < current_timestamp - interval '"
            + LEASE_SECONDS + "' second then 1 else 0 end as silent, case when exists (select 1 from question"
            + " where question.run = run.id and answered = 0) then 1 else 0 end as waits from run";

    private static final DateTimeFormatter HERE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ROOT);

    private final StoreLocation location;
    private final StoreDatabase database;
    private boolean upToDate;
    private int holders;

    RunStore(StoreLocation location) {
        this.location = location;
        this.database = new StoreDatabase(location, RunProblem::storeUnusable);
    }

    /** Whether any run was ever recorded; to look does not make the store. */
    boolean exists() {
        return location.there().getAsBoolean();
    }

    /** Keeps the connection from now on until {@link #release}. */
    synchronized void hold() {
        holders++;
    }

    synchronized void release() {
        holders--;
        if (holders == 0) {
            database.close();
        }
    }

    <T> T transaction(Function<Statements, T> work) {
        hold();
        try {
            prepare();
            return database.transaction(work);
        } finally {
            release();
        }
    }

    /** Opens it ahead of its first use. */
    synchronized void prepare() {
        if (!upToDate) {
            database.transaction(statements -> {
                StoreSchema.bringUpToDate(statements);
                return true;
            });
            upToDate = true;
        }
    }

    /**
     * Begins a run, unless another works on its environment.
     *
     * @throws PenstockException ENVIRONMENT-BUSY
     */
    Claim begin(Run run) {
        return transaction(statements -> {
            // One begins after the other: this row is theirs to wait for.
            statements.update("update penstock_store set fence = fence + 1");
            buried(statements, run.environment());
            statements.update(
                    "insert into run (id, command, environment, started_by, host, pid, began, heartbeat, state, stage, fraction, fence)"
                            + " select ?, ?, ?, ?, ?, ?, ?, current_timestamp, 'running', '', 0, fence from penstock_store",
                    run.id(),
                    run.command(),
                    run.environment(),
                    run.startedBy(),
                    run.host(),
                    run.pid(),
                    run.began());
            return Claims.first(statements, run);
        });
    }

    /**
     * Takes up a run whose process died.
     *
     * @param run with the process that is to work on it
     * @return empty when there is nothing to take up any more
     * @throws PenstockException ENVIRONMENT-BUSY
     */
    Optional<Claim> takeUp(Run run) {
        return transaction(statements -> {
            statements.update("update penstock_store set fence = fence + 1");
            buried(statements, run.environment());
            return Claims.takeUp(statements, run);
        });
    }

    /** Whether a claim is still the newest one of its run. */
    boolean holds(Run run, Claim claim) {
        return transaction(statements -> Claims.holds(statements, run, claim));
    }

    /** As it is here: whoever is refused looks at a clock on the wall. */
    private static String moment(Instant at) {
        return HERE.format(at.atZone(ZoneId.systemDefault()));
    }

    private static PenstockException busy(Run other) {
        return new PenstockException(
                RunProblem.ENVIRONMENT_BUSY,
                "Run " + other.id() + " (" + other.command() + ") works on " + other.environment() + ": started by "
                        + other.startedBy() + " at " + moment(other.began()) + ", process " + other.pid() + " of "
                        + other.host() + ".",
                "Wait for its end with: penstock runs follow " + other.id() + ", or end it with: penstock runs cancel "
                        + other.id() + ".");
    }

    /**
     * Records of runs of the environment whose processes died that they did.
     *
     * @return those runs
     * @throws PenstockException ENVIRONMENT-BUSY when one lives
     */
    private static List<Run> buried(Statements statements, String environment) {
        List<Run> open =
                statements.query(RUNS + " where environment = ? and state = 'running'", RunStore::run, environment);
        for (Run run : open) {
            if (run.state() instanceof RunState.Running) {
                throw busy(run);
            }
            bury(statements, run);
        }
        return open;
    }

    private static void bury(Statements statements, Run run) {
        statements.update(
                "update run set state = 'died', ended = heartbeat where id = ? and state = 'running'", run.id());
        statements.update("update step set state = 'died' where run = ? and state = 'running'", run.id());
        statements.update("update attempt set state = 'died' where run = ? and state = 'running'", run.id());
    }

    /**
     * Records of runs of an environment whose processes died that they did.
     *
     * @return those runs
     * @throws PenstockException ENVIRONMENT-BUSY when one lives
     */
    List<Run> bury(String environment) {
        return transaction(statements -> buried(statements, environment));
    }

    /**
     * Says that the process lives, and writes what it has done since it last did.
     *
     * @return false when the run is not this process's any more: it was taken for dead
     */
    boolean beat(Run run, Claim claim, String stage, double fraction, List<Recorded> since) {
        return transaction(statements -> {
            int alive = statements.update(
                    "update run set heartbeat = current_timestamp, stage = ?, fraction = ? where id = ? and state = 'running' and fence = ?",
                    stage,
                    fraction,
                    run.id(),
                    claim.fence());
            if (alive == 1) {
                since.forEach(each -> RecordedRows.write(statements, run, claim, each));
            }
            return alive == 1;
        });
    }

    /** Ends the record of a run, also of one that was taken for dead. */
    void end(Run ended, Claim claim) {
        transaction(statements -> statements.update(
                "update run set state = ?, ended = ?, heartbeat = current_timestamp where id = ? and state in ('running', 'died') and fence = ?",
                ended.state().label(),
                ended.ended(),
                ended.id(),
                claim.fence()));
    }

    /** All runs, newest first. */
    List<Run> list() {
        return transaction(statements -> statements.query(RUNS + " order by began desc, id desc", RunStore::run));
    }

    /** @param after lines up to this number are left out */
    Optional<RunDetails> details(String id, long after) {
        return transaction(statements ->
                statements.query(RUNS + " where id = ?", row -> details(statements, row, after), id).stream()
                        .findFirst());
    }

    private static RunDetails details(Statements statements, Row row, long after) {
        Run run = run(row);
        return new RunDetails(
                run,
                row.text("stage"),
                row.fraction("fraction"),
                statements.query(
                        "select step.*, (select count(*) from attempt where attempt.run = step.run and attempt.step = step.number)"
                                + " as attempts from step where run = ? order by number",
                        step -> new RunDetails.Step(
                                (int) step.number("number"),
                                step.text("name"),
                                step.text("cluster"),
                                step.text("state"),
                                moment(step, "began"),
                                step.instant("ended"),
                                (int) step.number("attempts")),
                        run.id()),
                statements.query(
                        "select * from decision where run = ? order by number",
                        decision -> new RunDetails.Decision(
                                decision.text("kind"),
                                decision.text("decided_by"),
                                moment(decision, "decided"),
                                decision.text("reason")),
                        run.id()),
                statements.query(
                        "select * from log where run = ? and number > ? order by number",
                        line -> new RunDetails.LogLine(
                                line.number("number"), moment(line, "logged"), line.text("line")),
                        run.id(),
                        after));
    }

    /** Records a decision about a run. */
    void decide(String id, String kind, String by, String reason) {
        transaction(statements -> statements.update(
                "insert into decision (run, number, kind, decided_by, decided, reason)"
                        + " select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ? from decision where run = ?",
                id,
                kind,
                by,
                Instant.now(),
                reason,
                id));
    }

    /** Who asked for the end of a run. */
    Optional<String> cancelledBy(String id) {
        return transaction(statements -> statements
                .query(
                        "select decided_by from decision where run = ? and kind = 'cancel' order by number",
                        row -> row.text("decided_by"),
                        id)
                .stream()
                .findFirst());
    }

    private static Run run(Row row) {
        boolean gone = row.number("silent") == 1 || ProcessHost.isGone(row.text("host"), row.number("pid"));
        @Nullable Instant ended = row.instant("ended");
        return new Run(
                row.text("id"),
                row.text("command"),
                row.text("environment"),
                row.text("started_by"),
                moment(row, "began"),
                ended,
                RunState.of(row.text("state"), gone, row.number("waits") == 1),
                row.text("host"),
                row.number("pid"));
    }

    private static Instant moment(Row row, String column) {
        return Objects.requireNonNull(row.instant(column), column);
    }
}
