package io.penstock.schedule;

import io.penstock.PenstockException;
import io.penstock.backup.Backups;
import io.penstock.database.StoreLocation;
import io.penstock.landscape.Direction;
import io.penstock.landscape.Landscape;
import io.penstock.message.Messages;
import io.penstock.sync.BackupRequest;
import io.penstock.sync.SyncRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The schedules of one landscape. */
public final class Schedules {

    /** A worker says every few seconds that it is there. */
    private static final Duration SEEN = Duration.ofSeconds(20);

    private final Landscape landscape;
    private final StoreLocation store;
    private final Supplier<? extends Refresher> landscapes;
    private final Messages messages;
    private final Clock clock;

    /**
     * When a schedule runs.
     *
     * @param cron empty for one that is run once
     * @param at date and time for one that is run once; else empty
     * @param zone in which both are meant
     * @param late how long after its time it is still begun
     * @param patience how long it waits for an environment that is busy
     */
    public record When(String cron, String at, String zone, Duration late, Duration patience) {}

    /** A schedule and what became of its newest times, newest first. */
    public record Listed(Schedule schedule, List<ScheduledTime> times) {}

    /** @param landscapes reads the landscape anew for each run of a worker */
    public Schedules(
            Landscape landscape,
            StoreLocation store,
            Supplier<? extends Refresher> landscapes,
            Messages messages,
            Clock clock) {
        this.landscape = landscape;
        this.store = store;
        this.landscapes = landscapes;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * Has a sync run by itself.
     *
     * @throws PenstockException when the time or the direction is wrong
     */
    public Schedule add(SyncRequest request, When when) {
        Direction.of(landscape, request.source(), request.target());
        return add(SyncRequest.words(request.command()), request.target(), request.startedBy(), when);
    }

    /**
     * Has a backup made by itself. Each one that is made is followed by the removal of those that are not to be kept any more.
     *
     * @throws PenstockException when the time or an environment is wrong, or nothing says where backups rest
     */
    public Schedule add(BackupRequest request, When when) {
        Backups.of(landscape);
        if (request.forEnvironment() != null) {
            Direction.of(landscape, request.environment(), request.forEnvironment());
        }
        return add(request.words(), request.environment(), request.startedBy(), when);
    }

    /**
     * Makes sure that a time will come.
     *
     * @return the first
     * @throws PenstockException CRON-INVALID, SCHEDULE-TIME-WRONG, ZONE-UNKNOWN
     */
    public Instant first(When when) {
        return first(when, clock.instant());
    }

    private static Instant first(When when, Instant now) {
        ZoneId zone = LocalTimes.zone(when.zone());
        return when.at().isEmpty()
                ? Cron.of(when.cron()).next(now, zone).orElseThrow()
                : LocalTimes.date(when.at(), zone, now);
    }

    private Schedule add(List<String> words, String environment, String startedBy, When when) {
        ZoneId zone = LocalTimes.zone(when.zone());
        Instant now = clock.instant();
        Schedule schedule = new Schedule(
                0,
                words,
                environment,
                when.cron().strip(),
                zone,
                when.late(),
                when.patience(),
                startedBy,
                now,
                first(when, now));
        return using(kept -> kept.add(schedule));
    }

    /** @param times of how many what became of them is told */
    public List<Listed> list(int times) {
        if (!store.there().getAsBoolean()) {
            return List.of();
        }
        return using(kept -> kept.list().stream()
                .map(schedule -> new Listed(schedule, kept.times(schedule.id(), times)))
                .toList());
    }

    /**
     * Forgets a schedule.
     *
     * @throws PenstockException SCHEDULE-UNKNOWN
     */
    public Schedule remove(long id) {
        if (store.there().getAsBoolean()) {
            Schedule removed = using(kept -> {
                Schedule found = kept.find(id).orElse(null);
                kept.remove(id);
                return found;
            });
            if (removed != null) {
                return removed;
            }
        }
        throw new PenstockException(
                ScheduleProblem.SCHEDULE_UNKNOWN, "There is no schedule " + id + ".", "See penstock schedule list.");
    }

    /** Whether a worker is there to begin what is due. */
    public boolean attended() {
        return store.there().getAsBoolean()
                && using(kept -> kept.workers(clock.instant().minus(SEEN))) > 0;
    }

    /**
     * A worker of this process, to be started.
     *
     * @param atOnce how many runs it works on at a time
     */
    public ScheduleWorker worker(int atOnce, ScheduleListener listener) {
        ScheduleListener messenger = new ScheduleMessages(messages, clock);
        ScheduleListener both = (schedule, time) -> {
            listener.changed(schedule, time);
            messenger.changed(schedule, time);
        };
        return new ScheduleWorker(store, new ScheduledCommand(landscapes), both, atOnce, clock);
    }

    private <T> T using(Function<ScheduleStore, T> work) {
        try (ScheduleStore kept = new ScheduleStore(store)) {
            return work.apply(kept);
        }
    }
}
