package io.penstock.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Moves ranges, and sets of ranges, of dates or points in time: all bounds of a value by the same shift, so that their order stays. */
final class Bounds implements Pseudonymizer {

    private static final Pattern BOUND = Pattern.compile("\"[^\"]*\"|[^\\[\\](){},\"]+");
    private static final String EMPTY = "empty";

    /** Moves a value by the shift of another one. */
    interface Shift {
        @Nullable
        String moved(String value, String like, RowContext row);
    }

    private final Shift shift;
    private final OddValues odd;

    Bounds(Shift shift, OddValues odd) {
        this.shift = shift;
        this.odd = odd;
    }

    @Override
    public String replace(String value, RowContext row) {
        if (value.equals(EMPTY) || value.equals("{}")) {
            return value;
        }
        List<String> bounds = new ArrayList<>();
        Matcher matcher = BOUND.matcher(value);
        while (matcher.find()) {
            bounds.add(matcher.group().replace("\"", ""));
        }
        String first = bounds.stream()
                .filter(bound -> !bound.endsWith("infinity"))
                .findFirst()
                .orElse(null);
        if (first == null) {
            return value;
        }
        StringBuilder made = new StringBuilder(value.length());
        int next = 0;
        matcher.reset();
        while (matcher.find()) {
            String moved = shift.moved(bounds.get(next++), first, row);
            if (moved == null) {
                odd.add();
                return value.startsWith("{") ? "{}" : EMPTY;
            }
            boolean quoted = matcher.group().startsWith("\"");
            matcher.appendReplacement(made, Matcher.quoteReplacement(quoted ? '"' + moved + '"' : moved));
        }
        return matcher.appendTail(made).toString();
    }
}
