package io.penstock.prepare.preparer;

import java.util.ArrayList;
import java.util.List;

/** A statement in tokens: words, names in quotes, texts, numbers and single signs, each with its place. Remarks are none. */
final class SqlTokens {

    private record Token(int start, int end) {}

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();

    SqlTokens(String sql) {
        this.sql = sql;
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            int end = at + 1;
            if (sql.startsWith("--", at)) {
                at = skip(sql.indexOf('\n', at), 1);
                continue;
            } else if (sql.startsWith("/*", at)) {
                at = skip(sql.indexOf("*/", at), 2);
                continue;
            } else if (Character.isWhitespace(c)) {
                at++;
                continue;
            } else if (c == '\'' || c == '"' || c == '`') {
                end = quoted(at, c);
            } else if (Character.isJavaIdentifierPart(c)) {
                while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
                    end++;
                }
            }
            tokens.add(new Token(at, end));
            at = end;
        }
    }

    private int skip(int found, int length) {
        return found < 0 ? sql.length() : found + length;
    }

    /** A quote within is doubled. */
    private int quoted(int from, char quote) {
        int at = from + 1;
        while (at < sql.length()) {
            if (sql.charAt(at) == quote) {
                if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return at + 1;
                }
            }
            at++;
        }
        return sql.length();
    }

    int size() {
        return tokens.size();
    }

    /** A token as written; empty behind the last. */
    String word(int index) {
        return index < tokens.size()
                ? sql.substring(tokens.get(index).start(), tokens.get(index).end())
                : "";
    }

    boolean is(int index, String word) {
        return word(index).equalsIgnoreCase(word);
    }

    /** Whether these words follow one another. */
    boolean are(int index, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!is(index + i, words[i])) {
                return false;
            }
        }
        return true;
    }

    /** A name without its quotes. */
    String name(int index) {
        String word = word(index);
        boolean quoted = word.length() > 1 && (word.charAt(0) == '"' || word.charAt(0) == '`');
        return quoted ? word.substring(1, word.length() - 1) : word;
    }

    /** What stands from one token to before another, as written. */
    String text(int from, int to) {
        return from >= to
                ? ""
                : sql.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    /** The closing parenthesis of the one at an index; the end when it is open. */
    int closing(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += is(i, "(") ? 1 : is(i, ")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    /** Where the parts between the parentheses at an index begin that are parted by commas, and last the closing one. */
    List<Integer> parts(int open) {
        List<Integer> parts = new ArrayList<>();
        int closing = closing(open);
        parts.add(open + 1);
        for (int i = open + 1; i < closing; i++) {
            if (is(i, "(")) {
                i = closing(i);
            } else if (is(i, ",")) {
                parts.add(i + 1);
            }
        }
        parts.add(closing + 1);
        return parts;
    }

    /** The names between the parentheses at an index; none where something else stands there than names, with or without their order. */
    List<String> names(int open) {
        List<String> names = new ArrayList<>();
        List<Integer> parts = parts(open);
        for (int i = 0; i + 1 < parts.size(); i++) {
            int first = parts.get(i);
            int length = parts.get(i + 1) - 1 - first;
            if (length != 1 && !(length == 2 && (is(first + 1, "asc") || is(first + 1, "desc")))) {
                return List.of();
            }
            names.add(name(first));
        }
        return names;
    }
}
