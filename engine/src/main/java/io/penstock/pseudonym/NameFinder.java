package io.penstock.pseudonym;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds names in a text: capitalised words that are first or last names of the word lists, what follows a first name, and what follows a form of address. In a script
 * without capitals, or without blanks between words, it finds nothing.
 */
final class NameFinder {

    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\p{N}])\\p{Lu}[\\p{L}\\p{M}]+(?:['\u2019-]\\p{L}[\\p{L}\\p{M}]*)*(?!\\p{N})");
    private static final Set<String> ADDRESS = Set.of(
            "herr",
            "herrn",
            "frau",
            "fr\u00e4ulein",
            "dr",
            "prof",
            "mr",
            "mrs",
            "ms",
            "miss",
            "mister",
            "sir",
            "madam",
            "monsieur",
            "madame",
            "mademoiselle",
            "mme",
            "mlle",
            "se\u00f1or",
            "se\u00f1ora",
            "signor",
            "signora",
            "signore",
            "mevrouw",
            "meneer",
            "pan",
            "pani");
    private static final Set<String> PARTICLES = Set.of(
            "von", "van", "de", "del", "della", "di", "da", "du", "le", "la", "zu", "zum", "zur", "der", "den", "ten",
            "ter", "dos", "al", "el", "bin", "ibn");

    private final List<Names> lists;

    /** Days and months, some of which are names too. */
    private final Set<String> calendar = new HashSet<>();

    /**
     * @param lists of the locales whose names are looked for
     * @param languages of the texts
     */
    NameFinder(List<Names> lists, List<Locale> languages) {
        this.lists = List.copyOf(lists);
        for (Locale language : languages) {
            for (DayOfWeek day : DayOfWeek.values()) {
                calendar.add(Fold.caseless(day.getDisplayName(TextStyle.FULL, language)));
            }
            for (Month month : Month.values()) {
                calendar.add(Fold.caseless(month.getDisplayName(TextStyle.FULL, language)));
            }
        }
    }

    void find(String text, FormFinder.Found found) {
        Matcher word = WORD.matcher(text);
        // What the word before makes of the next one: nothing, a part of a name, or the last part.
        boolean named = false;
        boolean addressed = false;
        int previousEnd = 0;
        while (word.find()) {
            String folded = Fold.caseless(word.group());
            boolean near = isNear(text, previousEnd, word.start());
            boolean after = near && (named || addressed);
            if (ADDRESS.contains(folded) && word.group().length() > 1) {
                addressed = true;
                named = false;
            } else if ((after || !calendar.contains(folded)) && isFirst(folded)) {
                found.at(Recipe.FIRST_NAME, word.start(), word.end());
                named = true;
                addressed = false;
            } else if (after || !calendar.contains(folded) && isLast(folded)) {
                found.at(Recipe.LAST_NAME, word.start(), word.end());
                named = false;
                addressed = false;
            } else {
                named = false;
                addressed = false;
            }
            previousEnd = word.end();
        }
    }

    /** Whether nothing stands between but blanks, a dot, and the particles of names. */
    private static boolean isNear(String text, int from, int to) {
        if (to - from > 24) {
            return false;
        }
        String between = text.substring(from, to);
        for (String part : between.split("[ \u00a0]+", -1)) {
            if (!part.isEmpty() && !part.equals(".") && !PARTICLES.contains(part)) {
                return false;
            }
        }
        return to > from;
    }

    private boolean isFirst(String folded) {
        for (Names names : lists) {
            if (names.isFirst(folded)) {
                return true;
            }
        }
        return isParts(folded, true);
    }

    private boolean isLast(String folded) {
        for (Names names : lists) {
            if (names.isLast(folded)) {
                return true;
            }
        }
        return isParts(folded, false);
    }

    /** {@code Anna-Lena}: names of two parts, each of which is one. */
    private boolean isParts(String folded, boolean first) {
        int dash = folded.indexOf('-');
        if (dash <= 0 || dash == folded.length() - 1) {
            return false;
        }
        String left = folded.substring(0, dash);
        String right = folded.substring(dash + 1);
        return first ? isFirst(left) && isFirst(right) : isLast(left) && isLast(right);
    }
}
