package io.penstock.schedule;

import io.penstock.database.StoreClock;
import io.penstock.database.StoreDatabase;
import io.penstock.database.StoreDatabase.Row;
import io.penstock.database.StoreDatabase.Statements;
import io.penstock.database.StoreLocation;
import io.penstock.run.RunProblem;
import io.penstock.run.StoreSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Schedules and what became of their times, as rows of the store. Thread-safe. */
final class ScheduleStore implements AutoCloseable {

    /** The name under which the clock of the store knows schedules; their ids are the instances. */
    static final String TASK = "schedule";

    private static final int LONGEST_NOTE = 2000;

    private final StoreDatabase database;
    private boolean upToDate;

    ScheduleStore(StoreLocation location) {
        this.database = new StoreDatabase(location.address(), RunProblem::storeUnusable);
    }

    private synchronized <T> T transaction(Function<Statements, T> work) {
        if (!upToDate) {
            database.transaction(statements -> {
                StoreSchema.bringUpToDate(statements);
                return true;
            });
            upToDate = true;
        }
        return database.transaction(work);
    }

    @Override
    public void close() {
        database.close();
    }

    /** Keeps a schedule, and has its first time come; gives it with its id. */
    Schedule add(Schedule schedule) {
        return transaction(statements -> {
            // One after the other: the newest id is then the one of this row.
            statements.update("update penstock_store set fence = fence + 1");
            statements.update(
                    "insert into schedule (words, environment, cron, zone, late_seconds, patience_seconds, created_by,"
                            + " created, due) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    String.join("\n", schedule.words()),
                    schedule.environment(),
                    schedule.cron(),
                    schedule.zone().getId(),
                    schedule.late().toSeconds(),
                    schedule.patience().toSeconds(),
                    schedule.createdBy(),
                    schedule.created(),
                    schedule.due());
            Schedule kept = statements
                    .query("select * from schedule order by id desc", ScheduleStore::schedule)
                    .get(0);
            statements.update(
                    "insert into " + StoreClock.TABLE
                            + " (task_name, task_instance, execution_time, picked, version, priority)"
                            + " values (?, ?, ?, false, 1, 0)",
                    TASK,
                    Long.toString(kept.id()),
                    kept.due());
            return kept;
        });
    }

    List<Schedule> list() {
        return transaction(
                statements -> statements.query("select * from schedule order by id", ScheduleStore::schedule));
    }

    Optional<Schedule> find(long id) {
        return transaction(statements ->
                statements.query("select * from schedule where id = ?", ScheduleStore::schedule, id).stream()
                        .findFirst());
    }

    /** Forgets a schedule; a run of it that is under way goes on. */
    void remove(long id) {
        transaction(statements -> {
            statements.update(
                    "delete from " + StoreClock.TABLE + " where task_name = ? and task_instance = ? and picked = false",
                    TASK,
                    Long.toString(id));
            statements.update("delete from schedule_time where schedule = ?", id);
            return statements.update("delete from schedule where id = ?", id);
        });
    }

    void due(long id, @Nullable Instant due) {
        transaction(statements -> statements.update("update schedule set due = ? where id = ?", due, id));
    }

    /** What became of the newest times, newest first. */
    List<ScheduledTime> times(long id, int number) {
        return transaction(statements -> statements.query(
                "select * from schedule_time where schedule = ? order by due desc fetch first " + number + " rows only",
                ScheduleStore::time,
                id));
    }

    Optional<ScheduledTime> time(long id, Instant due) {
        return transaction(
                statements -> statements
                        .query(
                                "select * from schedule_time where schedule = ? and due = ?",
                                ScheduleStore::time,
                                id,
                                due)
                        .stream()
                        .findFirst());
    }

    /** Keeps what becomes of a time; false when another process has begun it since, or it is over. */
    boolean put(long id, ScheduledTime time) {
        String note = time.note().length() > LONGEST_NOTE ? time.note().substring(0, LONGEST_NOTE) : time.note();
        return transaction(statements -> {
            int changed = statements.update(
                    "update schedule_time set last_due = ?, times = ?, state = ?, note = ?, run = ?, attempts = ?"
                            + " where schedule = ? and due = ? and attempts <= ? and state in ('running', 'delayed')",
                    time.last(),
                    time.times(),
                    time.state(),
                    note,
                    time.run(),
                    time.attempts(),
                    id,
                    time.due(),
                    time.attempts());
            if (changed > 0) {
                return true;
            }
            int made = statements.update(
                    "insert into schedule_time (schedule, due, last_due, times, state, note, run, attempts)"
                            + " select ?, ?, ?, ?, ?, ?, ?, ? from schedule where id = ? and not exists"
                            + " (select 1 from schedule_time where schedule = ? and due = ?)",
                    id,
                    time.due(),
                    time.last(),
                    time.times(),
                    time.state(),
                    note,
                    time.run(),
                    time.attempts(),
                    id,
                    id,
                    time.due());
            return made > 0;
        });
    }

    /** Says that a worker is there. */
    void seen(String worker, String host, long pid, Instant now) {
        transaction(statements -> {
            statements.update("delete from schedule_worker where name = ? or seen < ?", worker, now.minusSeconds(3600));
            return statements.update(
                    "insert into schedule_worker (name, host, pid, seen) values (?, ?, ?, ?)", worker, host, pid, now);
        });
    }

    void gone(String worker) {
        transaction(statements -> statements.update("delete from schedule_worker where name = ?", worker));
    }

    /** How many workers have been seen since. */
    int workers(Instant since) {
        return transaction(statements -> statements
                .query("select name from schedule_worker where seen >= ?", row -> row.text("name"), since)
                .size());
    }

    private static Schedule schedule(Row row) {
        return new Schedule(
                row.number("id"),
                List.of(row.text("words").split("\n")),
                row.text("environment"),
                row.text("cron"),
                ZoneId.of(row.text("zone")),
                Duration.ofSeconds(row.number("late_seconds")),
                Duration.ofSeconds(row.number("patience_seconds")),
                row.text("created_by"),
                moment(row, "created"),
                row.instant("due"));
    }

    private static ScheduledTime time(Row row) {
        return new ScheduledTime(
                moment(row, "due"),
                moment(row, "last_due"),
                row.number("times"),
                row.text("state"),
                row.text("note"),
                row.text("run"),
                (int) row.number("attempts"));
    }

    private static Instant moment(Row row, String column) {
        return Objects.requireNonNull(row.instant(column), column);
    }
}
