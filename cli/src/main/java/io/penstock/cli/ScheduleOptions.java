package io.penstock.cli;

import io.penstock.schedule.Schedule;
import io.penstock.schedule.Schedules;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** When something is run by itself. */
final class ScheduleOptions {

    /** One of the two. */
    static final class Time {
        @Option(
                names = "--cron",
                required = true,
                paramLabel = "EXPRESSION",
                description =
                        "Again and again: minute, hour, day of the month, month, day of the week, such as \"0 2 * * *\".")
        String cron = "";

        @Option(
                names = "--at",
                required = true,
                paramLabel = "TIME",
                description = "Once, at a date and time such as 2026-12-01T02:00.")
        String at = "";
    }

    /** A time such as {@code 30m}. */
    static final class Span implements ITypeConverter<Duration> {
        private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,3})([smhd])");

        @Override
        public Duration convert(String text) {
            Matcher matcher = SPAN.matcher(text.toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + text + "' is no time such as 30m, 2h or 1d");
            }
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "d" -> Duration.ofDays(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofMinutes(number);
            };
        }
    }

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "The time zone that the times are meant in, such as Europe/Berlin; that of this machine unless given.")
    private String zone = ZoneId.systemDefault().getId();

    @Option(
            names = "--late",
            paramLabel = "SPAN",
            converter = Span.class,
            description =
                    "How long after its time it is still begun, when no worker was there; 1h unless given. Later, the time is missed.")
    private Duration late = Schedule.LATE;

    @Option(
            names = "--wait",
            paramLabel = "SPAN",
            converter = Span.class,
            description = "How long it waits for an environment on which another run works; 1h unless given.")
    private Duration patience = Schedule.LATE;

    Schedules.When when(Time time) {
        return new Schedules.When(time.cron, time.at, zone, late, patience);
    }
}
