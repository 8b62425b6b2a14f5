package io.penstock.database;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads a condition as the database's own reader will: what is quoted, what is a comment, and that it closes every bracket that it opens and no
 * other. A condition is put between brackets of a larger statement, which it must not be able to leave.
 */
public final class ConditionText {

    /**
     * What a database reads differently.
     *
     * @param escapes whether a backslash escapes in strings that begin with {@code E'}
     * @param tags whether {@code $tag$} quotes, and not only {@code $$}
     * @param slashes whether two slashes begin a comment
     */
    public record Lexis(boolean escapes, boolean tags, boolean slashes) {}

    private static final String OPENING = "([";
    private static final String CLOSING = ")]";

    private final Condition condition;
    private final String sql;
    private final Lexis lexis;
    private final Deque<Character> open = new ArrayDeque<>();
    private int at;

    private ConditionText(Condition condition, Lexis lexis) {
        this.condition = condition;
        this.sql = condition.sql();
        this.lexis = lexis;
    }

    /** @throws io.penstock.PenstockException CONDITION-INVALID */
    public static void requireWhole(Condition condition, Lexis lexis) {
        new ConditionText(condition, lexis).read();
    }

    private void read() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (isLetter(c)) {
                word();
            } else if (c == '\'' || c == '"') {
                at++;
                quoted(c, false);
            } else if (c == '$') {
                dollar();
            } else if (sql.startsWith("--", at) || lexis.slashes() && sql.startsWith("//", at)) {
                line();
            } else if (sql.startsWith("/*", at)) {
                comment();
            } else {
                sign(c);
            }
        }
        if (!open.isEmpty()) {
            throw condition.invalid("opens a bracket that it does not close");
        }
    }

    /** Databases take every character outside of ASCII for a letter. */
    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }

    private static boolean isPart(char c) {
        return isLetter(c) || c >= '0' && c <= '9' || c == '$';
    }

    private void sign(char c) {
        if (OPENING.indexOf(c) >= 0) {
            open.push(CLOSING.charAt(OPENING.indexOf(c)));
        } else if (CLOSING.indexOf(c) >= 0 && (open.isEmpty() || open.pop() != c)) {
            throw condition.invalid("closes a bracket that it does not open");
        } else if (c == ';' || c == '`') {
            throw condition.invalid("holds a " + (c == ';' ? "semicolon" : "backquote") + ", which no condition needs");
        }
        at++;
    }

    private void word() {
        int from = at;
        while (at < sql.length() && isPart(sql.charAt(at))) {
            at++;
        }
        boolean escaping = lexis.escapes() && sql.substring(from, at).equalsIgnoreCase("E");
        if (escaping && at < sql.length() && sql.charAt(at) == '\'') {
            at++;
            quoted('\'', true);
            requireNoMore();
        }
    }

    /** A string with escapes may go on in the next line, where it begins like any other. */
    private void requireNoMore() {
        int next = at;
        while (next < sql.length() && Character.isWhitespace(sql.charAt(next))) {
            next++;
        }
        if (sql.startsWith("'", next) || sql.startsWith("--", next)) {
            throw condition.invalid("goes on after a string that begins with E' in a way that is not understood here");
        }
    }

    private void quoted(char quote, boolean escapes) {
        for (; at < sql.length(); at++) {
            if (escapes && sql.charAt(at) == '\\') {
                at++;
            } else if (sql.charAt(at) == quote) {
                at++;
                if (at == sql.length() || sql.charAt(at) != quote) {
                    return;
                }
            }
        }
        throw condition.invalid("opens a quote that it does not close");
    }

    private void dollar() {
        int tagEnds = at + 1;
        while (lexis.tags() && tagEnds < sql.length() && sql.charAt(tagEnds) != '$' && isPart(sql.charAt(tagEnds))) {
            tagEnds++;
        }
        boolean number = tagEnds > at + 1 && Character.isDigit(sql.charAt(at + 1));
        if (number || tagEnds == sql.length() || sql.charAt(tagEnds) != '$') {
            at++;
            return;
        }
        String tag = sql.substring(at, tagEnds + 1);
        int end = sql.indexOf(tag, tagEnds + 1);
        if (end < 0) {
            throw condition.invalid("opens a quote that it does not close");
        }
        at = end + tag.length();
    }

    private void line() {
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
    }

    /** Databases differ in whether comments nest. */
    private void comment() {
        int end = sql.indexOf("*/", at + 2);
        int nested = sql.indexOf("/*", at + 2);
        if (end < 0 || nested >= 0 && nested < end) {
            throw condition.invalid("has a comment that does not end, or one within another");
        }
        at = end + 2;
    }
}
