package io.penstock.files;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The platform's glob syntax, as a regular expression. The platform's own matcher is of no use here: its {@code *} stops at a line break, which a name may
 * hold, and what an exclude misses on the target is deleted.
 */
final class Glob {

    private static final String META = "\\^$.|+()[]{}*?";

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private boolean inBraces;

    private Glob(String glob) {
        this.glob = glob;
    }

    /** Throws {@link PatternSyntaxException} when a bracket or brace is not closed. */
    static Pattern compile(String glob) {
        return new Glob(glob).translate();
    }

    private Pattern translate() {
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*') {
                boolean any = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
                regex.append(any ? ".*" : "[^/]*");
                i += any ? 1 : 0;
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '[') {
                i = bracket(i + 1);
            } else if (c == '{' && !inBraces) {
                regex.append("(?:(?:");
                inBraces = true;
            } else if (c == '}' && inBraces) {
                regex.append("))");
                inBraces = false;
            } else if (c == ',' && inBraces) {
                regex.append(")|(?:");
            } else if (c == '\\' && i + 1 < glob.length()) {
                literal(glob.charAt(++i));
            } else {
                literal(c);
            }
        }
        if (inBraces) {
            throw new PatternSyntaxException("a brace is not closed", glob, glob.length() - 1);
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private int bracket(int from) {
        int end = glob.indexOf(']', from + 1);
        if (end < 0) {
            throw new PatternSyntaxException("a bracket is not closed", glob, from - 1);
        }
        regex.append("(?!/)[");
        for (int i = from; i < end; i++) {
            char c = glob.charAt(i);
            if (i == from && (c == '!' || c == '^')) {
                regex.append('^');
            } else if (c == '\\' || c == '[' || c == '&' || c == '^' || c == ']') {
                regex.append('\\').append(c);
            } else {
                regex.append(c);
            }
        }
        regex.append(']');
        return end;
    }

    private void literal(char c) {
        if (META.indexOf(c) >= 0) {
            regex.append('\\');
        }
        regex.append(c);
    }
}
