package io.penstock.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The lines of a report for a terminal or a mail. For one thread. */
public final class ReportLines {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder();

    /** Adds one line, whatever a name in it holds: what would steer a terminal is written out. */
    public void add(String content) {
        content.codePoints().forEach(each -> {
            if (Character.isISOControl(each)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", each));
            } else {
                text.appendCodePoint(each);
            }
        });
        text.append('\n');
    }

    /** {@code 2026-11-24T23:54:01.178507750Z} as {@code 2026-11-24 23:54:01 UTC}. */
    public static String moment(String iso) {
        return MOMENT.format(Instant.parse(iso));
    }

    /** A phrase as a sentence. */
    public static String sentence(String phrase) {
        return phrase.endsWith(".") ? phrase : phrase + ".";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
