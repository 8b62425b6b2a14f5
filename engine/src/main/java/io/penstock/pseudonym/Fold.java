package io.penstock.pseudonym;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Brings spellings of one value together before it is hashed (design §7). */
final class Fold {

    private static final char NO_BREAK_SPACE = 0xA0;
    private static final char MULTIPLICATION_SIGN = 0xD7;

    private Fold() {}

    /** NFC, one blank for many, none at the ends, lower case. */
    static String caseless(String value) {
        if (isFolded(value)) {
            return value;
        }
        String folded = caselessLatin(value);
        return folded != null ? folded : blanks(value).toLowerCase(Locale.ROOT);
    }

    /** The same for the letters of western languages in one pass, for most values are of these; null when there is anything else. */
    private static @Nullable String caselessLatin(String value) {
        byte[] folded = new byte[value.length()];
        int length = 0;
        boolean pending = false;
        for (int i = 0; i < folded.length; i++) {
            char c = value.charAt(i);
            if (c == ' ') {
                pending = length > 0;
                continue;
            }
            if (c < ' ' || c > 0xFF || c == NO_BREAK_SPACE) {
                return null;
            }
            if (pending) {
                folded[length++] = ' ';
                pending = false;
            }
            boolean upper = c >= 'A' && c <= 'Z' || c >= 0xC0 && c <= 0xDE && c != MULTIPLICATION_SIGN;
            folded[length++] = (byte) (upper ? c + 0x20 : c);
        }
        return new String(folded, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** NFC, one blank for many, none at the ends. */
    static String blanks(String value) {
        String composed = isComposed(value) ? value : Normalizer.normalize(value, Normalizer.Form.NFC);
        StringBuilder folded = new StringBuilder(composed.length());
        boolean pending = false;
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                pending = true;
                continue;
            }
            if (pending && folded.length() > 0) {
                folded.append(' ');
            }
            pending = false;
            folded.append(c);
        }
        return folded.toString();
    }

    /** Whether there are only characters before the first combining one, U+0300: none of those composes with another. */
    private static boolean isComposed(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 0x300) {
                return false;
            }
        }
        return true;
    }

    /** Whether two values are one but for case, blanks and composition; most often decided at their first character, without making a string. */
    static boolean isSame(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        char a = one.charAt(0);
        char b = other.charAt(0);
        boolean plain = a > ' ' && a < 0x7F && b > ' ' && b < 0x7F;
        // Two different ASCII characters stay different whatever combining characters follow them.
        if (plain && Character.toLowerCase(a) != Character.toLowerCase(b)) {
            return false;
        }
        return caseless(one).equals(caseless(other));
    }

    /** Whether folding would change nothing; decides the common case, plain lower-case ASCII, without making a string. */
    private static boolean isFolded(String value) {
        char previous = ' ';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = c > ' ' && c < 0x7F && (c < 'A' || c > 'Z');
            if (!plain && !(c == ' ' && previous != ' ')) {
                return false;
            }
            previous = c;
        }
        return previous != ' ';
    }

    /** The pseudonym in the manner of the original: all upper case, all lower case, or as it is. */
    static String likeCase(String original, String pseudonym) {
        boolean upper = false;
        boolean lower = false;
        for (int i = 0; i < original.length() && !(upper && lower); i++) {
            char c = original.charAt(i);
            upper |= Character.isUpperCase(c);
            lower |= Character.isLowerCase(c);
        }
        if (upper && !lower && original.length() > 1) {
            return pseudonym.toUpperCase(Locale.ROOT);
        }
        return lower && !upper ? pseudonym.toLowerCase(Locale.ROOT) : pseudonym;
    }

    /** At most so many characters (code points, as databases count them), no blank at the end; 0 means any number. */
    static String cut(String text, int maxLength) {
        if (maxLength <= 0 || text.codePointCount(0, text.length()) <= maxLength) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, maxLength)).stripTrailing();
    }
}
