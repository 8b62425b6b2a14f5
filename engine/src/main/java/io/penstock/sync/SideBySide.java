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

    private static final String WITHOUT_BLANKS = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}";

    /** Where words are written without blanks between them, each sign is one. */
    private static final Pattern WORD =
            Pattern.compile("[" + WITHOUT_BLANKS + "]|[\\p{L}\\p{M}\\p{N}&&[^" + WITHOUT_BLANKS + "]]+");

    private SideBySide() {}

    static String before(@Nullable String value) {
        return value == null ? "NULL" : value.isEmpty() ? "(empty)" : cut(shape(value));
    }

    /** @param row all values that the replacement may be made of, with those that an expression gave */
    static String after(@Nullable String[] row, @Nullable String replacement) {
        // Bytes are shown as digits, in which no word can be told from another.
        if (replacement == null || replacement.isEmpty() || replacement.startsWith("\\x")) {
            return before(replacement);
        }
        Set<String> known = new HashSet<>();
        for (String value : row) {
            Matcher words = WORD.matcher(value == null ? "" : value);
            while (words.find()) {
                known.add(words.group().toLowerCase(Locale.ROOT));
            }
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
