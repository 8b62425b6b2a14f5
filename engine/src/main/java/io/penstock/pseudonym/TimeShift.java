package io.penstock.pseudonym;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Moves a point in time by some seconds, at most a window; fractions and zone stay to the letter. With a column named by {@code per} it moves by the same whole days
 * as the dates of {@link DateShift}, so that the order of one person's events stays as it is. Whole numbers are read as seconds, milliseconds or microseconds since
 * 1970, by their length.
 */
final class TimeShift implements Pseudonymizer {

    private static final int DAY = 86_400;
    private static final Pattern TIME = Pattern.compile(
            "([0-9]{4})(-[0-9]{2}-[0-9]{2})([ T])([0-9]{2}:[0-9]{2})(:[0-9]{2})?([.,][0-9]{1,9})?( ?(Z|[-+][0-9]{2}(:?[0-9]{2}){0,2}))?");
    private static final Pattern EPOCH = Pattern.compile("[1-9]([0-9]{8,9}|[0-9]{11,12}|[0-9]{14,15})");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Prf prf;
    private final int within;
    private final @Nullable String per;
    private final DateShift days;
    private final boolean numbers;
    private final Pseudonymizer otherwise;

    /** @param numbers whether whole numbers count time; else they are no times */
    TimeShift(Prf prf, int within, @Nullable String per, boolean numbers, Pseudonymizer otherwise) {
        this.prf = prf;
        this.within = within;
        this.per = per;
        this.days = new DateShift(prf, within, per, otherwise);
        this.numbers = numbers;
        this.otherwise = otherwise;
    }

    @Override
    public @Nullable String replace(String value, RowContext row) {
        String moved = moved(value, value, row);
        return moved == null ? otherwise.replace(value, row) : moved;
    }

    /** A time moved as far as another one, or as all of the person; null when it is none. */
    @Nullable
    String moved(String value, String like, RowContext row) {
        String person = per == null ? null : row.original(per);
        boolean ofPerson = person != null && !person.isEmpty();
        if (numbers && EPOCH.matcher(value).matches()) {
            long unit = value.length() < 12 ? 1 : value.length() < 15 ? 1000 : 1_000_000;
            long shift = ofPerson ? DAY * (long) days.shiftOf(value, row) : seconds(like);
            return Long.toString(Math.max(0, Long.parseLong(value) + shift * unit));
        }
        Matcher time = ofPerson ? null : TIME.matcher(value);
        if (time == null || !time.matches()) {
            return days.moved(value, like, row);
        }
        try {
            String clock = time.group(4) + (time.group(5) == null ? ":00" : time.group(5));
            LocalDateTime moved = LocalDateTime.parse(time.group(1) + time.group(2) + "T" + clock)
                    .plusSeconds(seconds(like));
            if (moved.getYear() < 1000 || moved.getYear() > 9999) {
                return days.moved(value, like, row);
            }
            String made = SECONDS.format(moved);
            return moved.toLocalDate()
                    + time.group(3)
                    + (time.group(5) == null ? made.substring(0, 5) : made)
                    + or(time.group(6))
                    + or(time.group(7));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String or(@Nullable String group) {
        return group == null ? "" : group;
    }

    /** A shift by seconds, never by none. */
    private long seconds(String value) {
        KeyStream stream = prf.stream("time\u0000" + value, 0);
        long shift = (stream.below(2 * within) - within) * (long) DAY + stream.below(DAY);
        return shift == 0 ? 1 : shift;
    }
}
