package io.penstock.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command that is run by itself.
 *
 * @param words of the command, without {@code penstock}
 * @param environment the one that it works on
 * @param cron empty for one that is run once
 * @param late how long after its time it is still begun; later the time is missed
 * @param patience how long it waits for an environment that another run works on
 * @param createdBy who made it, in whose name it runs
 * @param due the time that comes next, or has come and is not over with; absent when there is none any more
 */
public record Schedule(
        long id,
        List<String> words,
        String environment,
        String cron,
        ZoneId zone,
        Duration late,
        Duration patience,
        String createdBy,
        Instant created,
        @Nullable Instant due) {

    /** How late a schedule is begun at most, unless it says so. */
    public static final Duration LATE = Duration.ofHours(1);

    public Schedule {
        words = List.copyOf(words);
    }

    /** {@code sync prd uat}. */
    public String command() {
        return String.join(" ", words);
    }

    /** The first time after another; empty for one that is run once. */
    Optional<Instant> next(Instant after) {
        return cron.isEmpty() ? Optional.empty() : Cron.of(cron).next(after, zone);
    }

    /** The times that come next, beginning with the one that is due. */
    public List<Instant> coming(int number) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> time = Optional.ofNullable(due);
        while (time.isPresent() && times.size() < number) {
            times.add(time.get());
            time = next(time.get());
        }
        return times;
    }

    /** A moment in its zone, {@code 2026-12-01 02:00 CET}. */
    public String shown(Instant at) {
        return LocalTimes.shown(at, zone);
    }
}
