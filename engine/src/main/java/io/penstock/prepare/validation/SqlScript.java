package io.penstock.prepare.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Parts a script into statements without a database, well enough to look for words in them: remarks are skipped, and texts, names in quotes and bodies between dollar signs are single
 * tokens. Bodies of routines that are not quoted are kept in their statement by counting what begins and ends in them. What runs a script lets the database part it.
 */
final class SqlScript {

    private static final Set<String> ROUTINES = Set.of("function", "procedure", "trigger", "package", "type");

    private final String text;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final List<SqlStatement.Token> current = new ArrayList<>();
    private int at;
    private int line = 1;
    private int depth;
    private String delimiter = ";";

    private SqlScript(String text) {
        this.text = text;
    }

    static List<SqlStatement> statements(String text) {
        SqlScript script = new SqlScript(text);
        script.read();
        return script.statements;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                forward(1);
            } else if (text.startsWith("--", at)) {
                forward(lengthTo("\n", at));
            } else if (text.startsWith("/*", at)) {
                forward(remark());
            } else if (lineIs("/") || lineIs("go") || lineIs("GO")) {
                end();
                forward(lengthTo("\n", at));
            } else if (text.regionMatches(true, at, "DELIMITER ", 0, 10) && current.isEmpty()) {
                int length = lengthTo("\n", at);
                delimiter = text.substring(at + 10, at + length).strip();
                delimiter = delimiter.isEmpty() ? ";" : delimiter;
                forward(length);
            } else if (text.startsWith(delimiter, at) && depth == 0) {
                forward(delimiter.length());
                end();
            } else {
                token(c);
            }
        }
        end();
    }

    private void token(char c) {
        if (c == '\'') {
            boolean escapes = !current.isEmpty() && precededByE();
            take(quoted(c, escapes), true, false);
        } else if (c == '"' || c == '`') {
            take(quoted(c, false), true, true);
        } else if (c == '$' && dollars() > 0) {
            take(dollars(), true, false);
        } else if (Character.isJavaIdentifierPart(c)) {
            int end = at + 1;
            while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                end++;
            }
            take(end - at, false, false);
            nest();
        } else {
            take(1, false, false);
        }
    }

    private boolean precededByE() {
        return at > 0
                && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e')
                && current.get(current.size() - 1).is("e");
    }

    private void take(int length, boolean quoted, boolean bare) {
        String token = text.substring(at, Math.min(text.length(), at + length));
        String shown = bare && token.length() > 1 ? token.substring(1, token.length() - 1) : token;
        current.add(new SqlStatement.Token(shown, quoted, line));
        forward(length);
    }

    /** In a routine, what begins a block counts up, and its end down; words between END and the next sign belong to the end. */
    private void nest() {
        SqlStatement.Token token = current.get(current.size() - 1);
        boolean behindEnd =
                current.size() > 1 && current.get(current.size() - 2).is("end");
        if (isRoutine() && !behindEnd) {
            if (token.is("begin") || token.is("case") || token.is("loop") || depth > 0 && token.is("if")) {
                depth++;
            } else if (token.is("end") && depth > 0) {
                depth--;
            }
        }
    }

    private boolean isRoutine() {
        if (!current.get(0).is("create")) {
            return false;
        }
        for (int i = 1; i < Math.min(current.size(), 6); i++) {
            String word = current.get(i).text().toLowerCase(Locale.ROOT);
            if (!current.get(i).quoted() && ROUTINES.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private void end() {
        if (!current.isEmpty()) {
            statements.add(new SqlStatement(current));
            current.clear();
        }
        depth = 0;
    }

    private void forward(int length) {
        int end = Math.min(text.length(), at + length);
        while (at < end) {
            line += text.charAt(at++) == '\n' ? 1 : 0;
        }
    }

    private int lengthTo(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() - at : found + end.length() - at;
    }

    /** Remarks stand in one another. */
    private int remark() {
        int open = 0;
        int end = at;
        while (end < text.length()) {
            if (text.startsWith("/*", end)) {
                open++;
                end += 2;
            } else if (text.startsWith("*/", end)) {
                open--;
                end += 2;
                if (open == 0) {
                    break;
                }
            } else {
                end++;
            }
        }
        return end - at;
    }

    private int quoted(char quote, boolean escapes) {
        int end = at + 1;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (escapes && c == '\\') {
                end += 2;
            } else if (c != quote) {
                end++;
            } else if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
                end += 2;
            } else {
                return end + 1 - at;
            }
        }
        return text.length() - at;
    }

    /** The length of a text between {@code $tag$} and the same again; 0 when none begins here. */
    private int dollars() {
        int tagEnd = at + 1;
        while (tagEnd < text.length()
                && text.charAt(tagEnd) != '$'
                && Character.isJavaIdentifierPart(text.charAt(tagEnd))) {
            tagEnd++;
        }
        boolean tag = tagEnd < text.length()
                && text.charAt(tagEnd) == '$'
                && !Character.isDigit(text.charAt(Math.min(at + 1, tagEnd)));
        return tag ? lengthTo(text.substring(at, tagEnd + 1), tagEnd + 1) : 0;
    }

    /** Whether a line holds nothing else, and this is its beginning. */
    private boolean lineIs(String word) {
        int begin = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
        int end = text.indexOf('\n', at);
        return text.startsWith(word, at)
                && text.substring(at == 0 ? 0 : begin, end < 0 ? text.length() : end)
                        .strip()
                        .equals(word);
    }
}
