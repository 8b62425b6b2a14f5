package io.penstock.pseudonym.discovery;

import io.penstock.database.Column;
import io.penstock.pseudonym.Fitness;
import java.util.List;
import java.util.Optional;

/**
 * A field of the default list.
 *
 * @param what for people, in the plural
 * @param words names that mean it in every table
 * @param persons names that mean it in tables about people
 * @param replace what fits, the best first
 * @param left whether such columns are left as they are and pointed out
 */
record Field(
        String name, String what, List<NameWords> words, List<NameWords> persons, List<String> replace, boolean left) {

    /** How well a name fits a field. */
    private static final double EXACT = 0.93;

    private static final double AT_END = 0.85;
    /** A short word that means the field in tables about people stands at the end of a longer name. */
    private static final double SHORT_AT_END = 0.7;

    private static final double WITH_TABLE = 0.8;
    private static final double INSIDE = 0.5;

    private static final int LONG_ENOUGH = 5;

    Field {
        words = List.copyOf(words);
        persons = List.copyOf(persons);
        replace = List.copyOf(replace);
    }

    /** The first of {@link #replace} that the column can hold. */
    Optional<String> entry(Column column, boolean distinct) {
        return replace.stream()
                .filter(entry -> Fitness.fits(entry, column, distinct))
                .findFirst();
    }

    /**
     * How surely a column's name means this field, from 0 to 1.
     *
     * @param aside whether the name is about a field, so that the field's words inside of it do not count
     */
    double fit(NameWords table, NameWords name, boolean ofPerson, boolean aside) {
        double best = 0;
        for (NameWords pattern : words) {
            best = Math.max(best, fit(name, pattern, AT_END, aside));
            if (pattern.words().size() > 1 && best < WITH_TABLE && isTableAndColumn(table, name, pattern)) {
                best = WITH_TABLE;
            }
        }
        if (ofPerson) {
            for (NameWords pattern : persons) {
                best = Math.max(best, fit(name, pattern, SHORT_AT_END, true));
            }
        }
        return best;
    }

    private static double fit(NameWords name, NameWords pattern, double atEnd, boolean aside) {
        if (name.joined().equals(pattern.joined())) {
            return EXACT;
        }
        List<String> own = name.words();
        int size = pattern.words().size();
        for (int i = own.size() - size; i >= 0; i--) {
            if (own.subList(i, i + size).equals(pattern.words())) {
                return i == own.size() - size ? atEnd : aside ? 0 : INSIDE;
            }
        }
        boolean together =
                pattern.joined().length() >= LONG_ENOUGH && name.last().endsWith(pattern.joined());
        return together ? atEnd : 0;
    }

    /** Whether the table's name and the column's are the field's words together: {@code gift_card.code}. */
    private static boolean isTableAndColumn(NameWords table, NameWords name, NameWords pattern) {
        if (endsWith(table, pattern) && endsWith(pattern, name)) {
            return true;
        }
        int rest = pattern.words().size() - name.words().size();
        return rest > 0
                && rest <= table.words().size()
                && pattern.words().subList(rest, pattern.words().size()).equals(name.words())
                && table.words()
                        .subList(table.words().size() - rest, table.words().size())
                        .equals(pattern.words().subList(0, rest));
    }

    private static boolean endsWith(NameWords name, NameWords end) {
        int from = name.words().size() - end.words().size();
        return from >= 0 && name.words().subList(from, name.words().size()).equals(end.words());
    }
}
