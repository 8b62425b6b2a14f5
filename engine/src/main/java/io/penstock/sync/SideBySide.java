package io.penstock.sync;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shows a value and its replacement without showing the value: of the value its shape, {@code Aaaa.Aaaa@aaaa.aa}, and of the replacement what is new in
 * it. What the two have in common, such as the part of a document that stays, is shown as its shape too.
 */
final class SideBySide {

    /** More of a text tells no more. */
    private static final int LONGEST = 120;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    private SideBySide() {}

    static String before(@Nullable String value) {
        return value == null ? "NULL" : value.isEmpty() ? "(empty)" : cut(shape(value));
    }

    static String after(@Nullable String value, @Nullable String replacement) {
        if (value == null || replacement == null || replacement.isEmpty()) {
            return before(replacement);
        }
        Set<String> known = new HashSet<>();
        Matcher words = WORD.matcher(value);
        while (words.find()) {
            known.add(words.group().toLowerCase(Locale.ROOT));
        }
        StringBuilder shown = new StringBuilder();
        Matcher found = WORD.matcher(replacement);
        int from = 0;
        while (found.find()) {
            String word = found.group();
            shown.append(shape(replacement.substring(from, found.start())))
                    .append(known.contains(word.toLowerCase(Locale.ROOT)) ? shape(word) : word);
            from = found.end();
        }
        return cut(shown.append(shape(replacement.substring(from))).toString());
    }

    /** As it is, for who may see it. */
    static String whole(@Nullable String value) {
        return value == null ? "NULL" : value.isEmpty() ? "(empty)" : cut(value);
    }

    /** Letters become {@code A} and {@code a}, digits {@code 9}; of all other characters only those of ASCII are shown. */
    private static String shape(String value) {
        StringBuilder shape = new StringBuilder();
        value.codePoints().forEach(each -> {
            if (Character.isDigit(each)) {
                shape.append('9');
            } else if (Character.isLetter(each)) {
                shape.append(Character.isUpperCase(each) ? 'A' : 'a');
            } else if (each >= ' ' && each < 0x7F) {
                shape.appendCodePoint(each);
            } else if (Character.getType(each) != Character.NON_SPACING_MARK) {
                shape.append(Character.isWhitespace(each) ? ' ' : '*');
            }
        });
        return shape.toString();
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
