package io.penstock;

import java.util.Locale;

/** Numbers as people read them; the same in every locale, since scripts read them too. */
public final class Figures {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB"};
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    private Figures() {}

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Decimal units: 1 kB is 1000 bytes. */
    public static String bytes(double bytes) {
        if (bytes < 1000) {
            return String.format(Locale.ROOT, "%.0f B", bytes);
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }

    /** Short times with tenths, {@code 0.4 s} or {@code <0.1 s}; longer ones as {@link #duration}. */
    public static String precise(double seconds) {
        if (seconds > 0 && seconds < 0.05) {
            return "<0.1 s";
        }
        return seconds < 9.95 ? String.format(Locale.ROOT, "%.1f s", Math.max(0, seconds)) : duration(seconds);
    }

    /** {@code 12 s}, {@code 3:07 min}, {@code 1:02:09 h}. */
    public static String duration(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        if (whole < MINUTE) {
            return whole + " s";
        }
        if (whole < HOUR) {
            return String.format(Locale.ROOT, "%d:%02d min", whole / MINUTE, whole % MINUTE);
        }
        return String.format(Locale.ROOT, "%d:%02d:%02d h", whole / HOUR, whole % HOUR / MINUTE, whole % MINUTE);
    }

    /** {@code 1 row}, {@code 2,000 rows}. */
    public static String of(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }
}
