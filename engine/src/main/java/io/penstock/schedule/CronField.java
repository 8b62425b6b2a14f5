package io.penstock.schedule;

import io.penstock.PenstockException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One of the five fields of a cron expression: {@code *}, numbers, names, ranges, steps, and lists of these. */
enum CronField {
    MINUTE("minute", 0, 59, List.of()),
    HOUR("hour", 0, 23, List.of()),
    DAY("day of the month", 1, 31, List.of()),
    MONTH("month", 1, 12, List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
    /** 0 and 7 are both Sunday. */
    WEEKDAY("day of the week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

    private static final int LONGEST_NUMBER = 4;

    private final String words;
    private final int least;
    private final int most;
    private final List<String> names;

    CronField(String words, int least, int most, List<String> names) {
        this.words = words;
        this.least = least;
        this.most = most;
        this.names = names;
    }

    /** @throws PenstockException CRON-INVALID */
    BitSet values(String text) {
        BitSet values = new BitSet();
        for (String part : text.split(",", -1)) {
            add(part, values);
        }
        if (this == WEEKDAY && values.get(most)) {
            values.clear(most);
            values.set(0);
        }
        return values;
    }

    private void add(String part, BitSet values) {
        String[] stepped = part.split("/", -1);
        String[] ends = stepped[0].split("-", -1);
        if (stepped.length > 2 || ends.length > 2) {
            throw wrong(part);
        }
        int step = stepped.length == 2 ? number(stepped[1], part) : 1;
        boolean all = stepped[0].equals("*");
        int from = all ? least : value(ends[0], part);
        int until = from;
        if (all || ends.length == 1 && stepped.length == 2) {
            until = all && this == WEEKDAY ? most - 1 : most;
        } else if (ends.length == 2) {
            until = value(ends[1], part);
        }
        if (step < 1 || from > until) {
            throw wrong(part);
        }
        for (int value = from; value <= until; value += step) {
            values.set(value);
        }
    }

    private int value(String text, String part) {
        int name = names.indexOf(text.toLowerCase(Locale.ROOT));
        int value = name >= 0 ? name + (this == MONTH ? 1 : 0) : number(text, part);
        if (value < least || value > most) {
            throw wrong(part);
        }
        return value;
    }

    private int number(String text, String part) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw wrong(part);
        }
        return Integer.parseInt(text);
    }

    private PenstockException wrong(String part) {
        String or = names.isEmpty() ? "" : " or " + names.get(0) + " to " + names.get(names.size() - 1);
        return ScheduleProblem.cron("'" + part + "' is no " + words + ": that is " + least + " to " + most + or
                + ", a range such as 1-5, or a step such as */5");
    }
}
