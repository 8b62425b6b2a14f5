package io.penstock.pseudonym;

import java.util.List;
import java.util.Locale;

/** Fills the templates of the word lists: {@code #{list}} becomes a word of that list, {@code #} a digit, {@code ?} a letter. */
final class Template {

    private static final int DEPTH = 6;

    private final WordLists lists;

    Template(WordLists lists) {
        this.lists = lists;
    }

    /** An entry of the first of these lists that has any, filled; empty when there is none. */
    String fill(KeyStream stream, String... names) {
        List<String> entries = lists.firstOf(names);
        return entries.isEmpty()
                ? ""
                : expand(stream.pick(entries), sectionOf(names[0]), stream, 0).strip();
    }

    private String expand(String text, String section, KeyStream stream, int depth) {
        StringBuilder filled = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = c == '#' && text.startsWith("#{", i) ? text.indexOf('}', i) : -1;
            if (end > 0) {
                filled.append(word(qualified(text.substring(i + 2, end), section), stream, depth));
                i = end;
            } else if (c == '#') {
                filled.append(filled.length() == 0 ? (char) ('1' + stream.below(9)) : stream.digit());
            } else if (c == '?') {
                filled.append((char) ('A' + stream.below(26)));
            } else {
                filled.append(c);
            }
        }
        return filled.toString();
    }

    private String word(String list, KeyStream stream, int depth) {
        List<String> entries = lists.words(list);
        if (entries.isEmpty() || depth == DEPTH) {
            return "";
        }
        return expand(stream.pick(entries), sectionOf(list), stream, depth + 1);
    }

    /** {@code Name.first_name} and, within a section, {@code first_name} are {@code name.first_name}. */
    static String qualified(String reference, String section) {
        int dot = reference.indexOf('.');
        return dot < 0
                ? section + "." + reference
                : reference.substring(0, dot).toLowerCase(Locale.ROOT) + reference.substring(dot);
    }

    private static String sectionOf(String list) {
        return list.substring(0, list.indexOf('.'));
    }
}
