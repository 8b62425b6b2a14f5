package io.penstock.pseudonym;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Moves a date by some days, at most a window, never by none. What follows the date, the time of day and its zone, stays to the letter.
 *
 * <p>With a column named by {@code per}, all dates of rows with one value there move by the same number of days, so that the order of one person's events and the
 * days between them stay as they are.
 */
final class DateShift implements Pseudonymizer {

    private static final Pattern TIME = Pattern.compile(
            "([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?( ?(Z|[-+][0-9]{2}(:?[0-9]{2}){0,2}))?)?( BC)?");

    private final Prf prf;
    private final int within;
    private final @Nullable String per;
    private final Pseudonymizer otherwise;

    /**
     * @param within days, 1 or more
     * @param otherwise for what is not a date
     */
    DateShift(Prf prf, int within, @Nullable String per, Pseudonymizer otherwise) {
        this.prf = prf;
        this.within = within;
        this.per = per;
        this.otherwise = otherwise;
    }

    @Override
    public @Nullable String replace(String value, RowContext row) {
        String moved = moved(value, value, row);
        return moved == null ? otherwise.replace(value, row) : moved;
    }

    /** A date moved by as many days as another one, or as all dates of the person; null when one of them is no date. */
    @Nullable
    String moved(String value, String like, RowContext row) {
        if (value.equals("infinity") || value.equals("-infinity")) {
            return value;
        }
        int end = endOfDate(value);
        int endOfLike = endOfDate(like);
        boolean otherTail = end >= 0
                && end < value.length()
                && !TIME.matcher(value).region(end, value.length()).matches();
        if (end < 0 || endOfLike < 0 || otherTail) {
            // What follows a date in a text column may be anything, so it is kept only when it is a time of day.
            return null;
        }
        if (value.endsWith(" BC")) {
            return value;
        }
        int shift = shiftOf(like.substring(0, endOfLike), row);
        try {
            int dash = end - 6;
            LocalDate moved = LocalDate.of(
                            Integer.parseInt(value.substring(0, dash)),
                            Integer.parseInt(value.substring(dash + 1, dash + 3)),
                            Integer.parseInt(value.substring(dash + 4, end)))
                    .plusDays(shift);
            if (moved.getYear() < 1) {
                return value;
            }
            StringBuilder made = new StringBuilder(value.length() + 1);
            appendPadded(made, moved.getYear(), 4);
            appendPadded(made.append('-'), moved.getMonthValue(), 2);
            appendPadded(made.append('-'), moved.getDayOfMonth(), 2);
            return made.append(value, end, value.length()).toString();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** By how many days a date moves. */
    int shiftOf(String date, RowContext row) {
        String person = per == null ? null : row.original(per);
        String who = person == null || person.isEmpty() ? "own\u0000" + date : "per\u0000" + person.stripTrailing();
        int choice = prf.stream(who, 0).below(2 * within);
        return choice < within ? choice - within : choice - within + 1;
    }

    /** Where the date ends, that is at least four digits of a year, month and day; -1 when the value does not begin with one. */
    private static int endOfDate(String value) {
        int dash = 0;
        while (dash < value.length() && isDigit(value, dash)) {
            dash++;
        }
        boolean date = dash >= 4
                && dash <= 6
                && value.length() >= dash + 6
                && value.charAt(dash) == '-'
                && isDigit(value, dash + 1)
                && isDigit(value, dash + 2)
                && value.charAt(dash + 3) == '-'
                && isDigit(value, dash + 4)
                && isDigit(value, dash + 5);
        boolean ends =
                date && (value.length() == dash + 6 || value.charAt(dash + 6) == ' ' || value.charAt(dash + 6) == 'T');
        return ends ? dash + 6 : -1;
    }

    private static boolean isDigit(String value, int index) {
        return value.charAt(index) >= '0' && value.charAt(index) <= '9';
    }

    private static void appendPadded(StringBuilder into, int number, int width) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            into.append('0');
        }
        into.append(digits);
    }
}
