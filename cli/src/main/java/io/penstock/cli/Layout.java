package io.penstock.cli;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text on a screen: how wide it is, how it is cut, how it is broken into lines. Never longer than asked for, whatever is in it. */
final class Layout {

    private static final String ELLIPSIS = "…";
    private static final int HANGING = 4;
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    /** First code point with letters twice as wide as Latin ones: Hangul, then the East Asian blocks. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private Layout() {}

    /** Columns of a terminal that a text takes; colours take none. */
    static int width(String text) {
        String shown = text.indexOf('\u001b') < 0 ? text : COLOUR.matcher(text).replaceAll("");
        return shown.codePoints().map(Layout::width).sum();
    }

    private static int width(int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> {
                return 0;
            }
            default -> {
                for (int[] block : WIDE) {
                    if (codePoint >= block[0] && codePoint <= block[1]) {
                        return 2;
                    }
                }
                return 1;
            }
        }
    }

    /** The text without what would steer a terminal: a name in a database may hold anything. */
    static String plain(String text) {
        if (text.codePoints().noneMatch(Layout::steers)) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(each -> {
            if (steers(each)) {
                result.append(String.format(Locale.ROOT, "\\u%04x", each));
            } else {
                result.appendCodePoint(each);
            }
        });
        return result.toString();
    }

    /** Control characters, and marks that turn the direction of what follows. */
    private static boolean steers(int codePoint) {
        return Character.isISOControl(codePoint)
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || codePoint == 0x2028
                || codePoint == 0x2029;
    }

    /** The beginning of the text, with an ellipsis where it was cut. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        return head(text, columns - 1) + (columns > 0 ? ELLIPSIS : "");
    }

    /** Both ends of the text, with an ellipsis in the middle: long names mostly differ at their ends. */
    static String cutMiddle(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int tail = columns / 2;
        String reversed = new StringBuilder(text).reverse().toString();
        String end = new StringBuilder(head(reversed, tail)).reverse().toString();
        return head(text, columns - 1 - tail) + (columns > 0 ? ELLIPSIS : "") + end;
    }

    private static String head(String text, int columns) {
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(text);
        int end = 0;
        int used = 0;
        for (int next = letters.next(); next != BreakIterator.DONE; next = letters.next()) {
            used += width(text.substring(end, next));
            if (used > columns) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }

    /** Lines broken at blanks, what follows indented a little more; a word that is too long stays whole, so that it can be copied. */
    static String wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            wrap(line, columns, lines);
        }
        return String.join("\n", lines);
    }

    private static void wrap(String line, int columns, List<String> lines) {
        if (width(line) <= columns) {
            lines.add(line);
            return;
        }
        int begin = 0;
        while (begin < line.length() && line.charAt(begin) == ' ') {
            begin++;
        }
        String indent = " ".repeat(Math.min(begin + HANGING, columns / 2));
        StringBuilder current = new StringBuilder(line.substring(0, begin));
        boolean fresh = true;
        for (String word : line.substring(begin).split(" ")) {
            if (!fresh && width(current.toString()) + 1 + width(word) > columns) {
                lines.add(current.toString().stripTrailing());
                current = new StringBuilder(indent);
                fresh = true;
            }
            current.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        lines.add(current.toString());
    }
}
