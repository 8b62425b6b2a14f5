package io.penstock.schedule;

import io.penstock.PenstockException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Times of a cron expression of five fields (crontab(5)): minute, hour, day of the month, month, day of the week. Where both days are restricted, either is enough.
 *
 * <p>A time of day that does not exist, because clocks are put forward, is taken at the moment at which they are; one that exists twice is taken the first time only.
 */
final class Cron {

    private static final Map<String, String> SHORT = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *");
    /** Between two 29ths of February can lie eight years. */
    private static final int DAYS = 8 * 366 + 1;

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean eitherDay;

    private Cron(String[] fields) {
        minutes = CronField.MINUTE.values(fields[0]);
        hours = CronField.HOUR.values(fields[1]);
        days = CronField.DAY.values(fields[2]);
        months = CronField.MONTH.values(fields[3]);
        weekdays = CronField.WEEKDAY.values(fields[4]);
        eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    }

    /** @throws PenstockException CRON-INVALID, also when its time never comes */
    static Cron of(String text) {
        String expression = SHORT.getOrDefault(text.strip().toLowerCase(Locale.ROOT), text.strip());
        String[] fields = expression.split("\\s+");
        if (fields.length != CronField.values().length) {
            throw ScheduleProblem.cron("'" + text + "' has " + (expression.isEmpty() ? 0 : fields.length)
                    + " fields, and five are needed: minute, hour, day of the month, month, day of the week");
        }
        Cron cron = new Cron(fields);
        // Any leap year begins so.
        if (cron.next(Instant.parse("2028-01-01T00:00:00Z"), ZoneId.of("UTC")).isEmpty()) {
            throw ScheduleProblem.cron("no day is ever '" + text + "'");
        }
        return cron;
    }

    /** The first time after a moment; empty when there is none. */
    Optional<Instant> next(Instant after, ZoneId zone) {
        LocalDate day = LocalDateTime.ofInstant(after, zone).toLocalDate();
        for (int i = 0; i < DAYS; i++, day = day.plusDays(1)) {
            if (!matches(day)) {
                continue;
            }
            for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
                for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                    Instant at = LocalTimes.moment(day.atTime(hour, minute), zone);
                    if (at.isAfter(after)) {
                        return Optional.of(at);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean matches(LocalDate day) {
        boolean ofMonth = days.get(day.getDayOfMonth());
        boolean ofWeek = weekdays.get(day.getDayOfWeek().getValue() % 7);
        return months.get(day.getMonthValue()) && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
    }
}
