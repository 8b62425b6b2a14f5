package io.penstock.prepare;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL whose texts are masked: they may be personal. Names, numbers, remarks and the code of routines stay; texts within the code are masked too. */
public final class ShownSql {

    /** A remark, a quoted name, the sign of a dollar quote, or a text; a text that does not end hides all that follows. */
    private static final Pattern PART = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|\"(?:[^\"]|\"\")*+\"|\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$"
                    + "|([eE]'(?:[^'\\\\]|''|\\\\.)*+(?:'|$)|'(?:[^']|'')*+(?:'|$))",
            Pattern.DOTALL);

    private ShownSql() {}

    public static String of(String sql) {
        Matcher matcher = PART.matcher(sql);
        StringBuilder shown = new StringBuilder();
        while (matcher.find()) {
            String part = matcher.group();
            matcher.appendReplacement(shown, Matcher.quoteReplacement(matcher.group(1) == null ? part : masked(part)));
        }
        return matcher.appendTail(shown).toString().strip();
    }

    private static String masked(String text) {
        return text.endsWith("''") && text.length() == 2 ? text : "'…'";
    }
}
