package io.penstock.schedule;

import io.penstock.PenstockException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;

/** Times as people of a zone write and read them. */
final class LocalTimes {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ROOT);

    private LocalTimes() {}

    /** When it is so late there: one that does not exist is the moment at which the clocks are put forward, one that exists twice the first of the two. */
    static Instant moment(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition != null && transition.isGap()) {
            return transition.getInstant();
        }
        return local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** @throws PenstockException ZONE-UNKNOWN */
    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            String like = ZoneId.getAvailableZoneIds().stream()
                    .filter(id -> id.toLowerCase(Locale.ROOT).endsWith(city(name)))
                    .sorted()
                    .findFirst()
                    .map(id -> "Did you mean " + id + "? ")
                    .orElse("");
            throw new PenstockException(
                    ScheduleProblem.ZONE_UNKNOWN,
                    "'" + name + "' is no time zone.",
                    like + "Write one such as Europe/Berlin or UTC.");
        }
    }

    private static String city(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace(' ', '_');
        return lower.substring(lower.lastIndexOf('/') + 1);
    }

    /** @throws PenstockException SCHEDULE-TIME-WRONG when it is no time, is over, or does not exist there */
    static Instant date(String text, ZoneId zone, Instant now) {
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(text.strip().replace(' ', 'T'));
        } catch (DateTimeException e) {
            throw wrong("'" + text + "' is no date and time.", "Write one such as 2026-12-01T02:00.");
        }
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition != null && transition.isGap()) {
            throw wrong(
                    "It is never " + text + " in " + zone + ": clocks are put forward then.",
                    "Write a time of " + transition.getDateTimeAfter() + " or later, or before "
                            + transition.getDateTimeBefore() + ".");
        }
        Instant at = moment(local, zone);
        if (!at.isAfter(now)) {
            throw wrong(
                    text + " in " + zone + " is over: it is " + shown(now, zone) + ".",
                    "Write a time to come, or run the command now.");
        }
        return at;
    }

    private static PenstockException wrong(String what, String remedy) {
        return new PenstockException(ScheduleProblem.SCHEDULE_TIME_WRONG, what, remedy);
    }

    /** {@code 2026-12-01 02:00 CET}. */
    static String shown(Instant at, ZoneId zone) {
        return SHOWN.format(at.atZone(zone));
    }
}
