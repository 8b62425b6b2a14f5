package io.penstock.schedule;

import io.penstock.PenstockException;
import io.penstock.run.Progress;
import io.penstock.run.RunProblem;
import io.penstock.run.RunState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is done when a time of a schedule has come, or was found to have passed. Of times that passed unseen the newest one is begun, if it is not too late for it; the others are
 * missed. Never two at once, never one after the other to catch up.
 */
final class DueSchedule {

    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    /** A run that kills its process each time must not do so for ever. */
    private static final int ATTEMPTS = 3;

    private final ScheduleStore store;
    private final ScheduledJob job;
    private final ScheduleListener listener;
    private final Clock clock;

    DueSchedule(ScheduleStore store, ScheduledJob job, ScheduleListener listener, Clock clock) {
        this.store = store;
        this.job = job;
        this.listener = listener;
        this.clock = clock;
    }

    /** @return when to look at it again; empty when it is over, or was removed */
    Optional<Instant> begin(long id, Progress progress) {
        Schedule schedule = store.find(id).orElse(null);
        if (schedule == null || schedule.due() == null) {
            return Optional.empty();
        }
        Instant due = schedule.due();
        Optional<ScheduledTime> before = store.time(id, due);
        if (before.filter(ScheduledTime::isOver).isPresent()) {
            return advance(schedule, before.get().last());
        }
        if (before.filter(time -> time.state().equals(ScheduledTime.RUNNING)).isPresent()) {
            return takeUp(schedule, before.get(), progress);
        }
        Instant newest = newest(schedule, due);
        if (!newest.equals(due)) {
            // What another run has delayed until its next time is not made up for.
            String why = before.map(ScheduledTime::note).orElse("no worker was there to begin it");
            end(schedule, missed(schedule, due, newest, why));
            store.due(id, newest);
            before = Optional.empty();
        } else if (before.isEmpty() && clock.instant().isAfter(due.plus(schedule.late()))) {
            ScheduledTime time = ScheduledTime.running(due, 0);
            end(schedule, time.as(ScheduledTime.MISSED, "no worker was there to begin it in time"));
            return advance(schedule, due);
        }
        if (before.isEmpty() && clock.instant().isAfter(newest.plus(schedule.late()))) {
            return Optional.of(clock.instant());
        }
        return run(schedule, newest, before.map(ScheduledTime::attempts).orElse(0) + 1, before.isPresent(), progress);
    }

    private Instant newest(Schedule schedule, Instant due) {
        Instant newest = due;
        Optional<Instant> next = schedule.next(due);
        while (next.isPresent() && !next.get().isAfter(clock.instant())) {
            newest = next.get();
            next = schedule.next(newest);
        }
        return newest;
    }

    /** The times from one on until before another. */
    private static ScheduledTime missed(Schedule schedule, Instant first, Instant end, String why) {
        Instant last = first;
        long times = 1;
        for (Instant next = schedule.next(first).orElse(end);
                next.isBefore(end);
                next = schedule.next(next).orElse(end)) {
            last = next;
            times++;
        }
        return new ScheduledTime(first, last, times, ScheduledTime.MISSED, why, "", 0);
    }

    /** A time that was begun by a process that did not bring it to an end. */
    private Optional<Instant> takeUp(Schedule schedule, ScheduledTime time, Progress progress) {
        RunState state = time.run().isEmpty() ? null : job.state(time.run()).orElse(null);
        if (state instanceof RunState.Running) {
            return Optional.of(clock.instant().plus(BETWEEN_LOOKS));
        }
        if (state != null && !(state instanceof RunState.Died)) {
            end(schedule, time.as(state.label(), ""));
            return advance(schedule, time.due());
        }
        if (time.attempts() >= ATTEMPTS) {
            end(schedule, time.as("died", "its process died " + ATTEMPTS + " times"));
            return advance(schedule, time.due());
        }
        return run(schedule, time.due(), time.attempts() + 1, false, progress);
    }

    private Optional<Instant> run(
            Schedule schedule, Instant due, int attempt, boolean delayedBefore, Progress progress) {
        ScheduledTime[] time = {ScheduledTime.running(due, attempt)};
        if (!store.put(schedule.id(), time[0])) {
            return Optional.of(clock.instant().plus(BETWEEN_LOOKS));
        }
        Consumer<String> began = run -> {
            time[0] = time[0].ofRun(run);
            keep(schedule, time[0]);
            listener.changed(schedule, time[0]);
        };
        try {
            job.run(schedule, attempt > 1 && !delayedBefore, progress, began);
            end(schedule, time[0].as("done", ""));
        } catch (PenstockException e) {
            boolean busy = e.problems().stream().anyMatch(problem -> problem.code() == RunProblem.ENVIRONMENT_BUSY);
            String why = e.problems().get(0).toString();
            if (busy && !clock.instant().isAfter(due.plus(schedule.patience()))) {
                return delay(schedule, time[0].as(ScheduledTime.DELAYED, why), delayedBefore);
            }
            end(schedule, time[0].as(busy ? ScheduledTime.MISSED : new RunState.Ended(e.outcome()).label(), why));
        } catch (RuntimeException | Error e) {
            end(schedule, time[0].as("failed", e.getClass().getSimpleName()));
        }
        return advance(schedule, due);
    }

    /** A run goes on without the store, and so does this. */
    private void keep(Schedule schedule, ScheduledTime time) {
        try {
            store.put(schedule.id(), time);
        } catch (PenstockException e) {
            // Its end is written later.
        }
    }

    private Optional<Instant> delay(Schedule schedule, ScheduledTime time, boolean told) {
        store.put(schedule.id(), time);
        if (!told) {
            listener.changed(schedule, time);
        }
        return Optional.of(clock.instant().plus(BETWEEN_TRIES));
    }

    private void end(Schedule schedule, ScheduledTime time) {
        if (store.put(schedule.id(), time)) {
            listener.changed(schedule, time);
        }
    }

    private Optional<Instant> advance(Schedule schedule, Instant after) {
        Optional<Instant> next = schedule.next(after);
        store.due(schedule.id(), next.orElse(null));
        return next;
    }
}
