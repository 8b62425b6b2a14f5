package io.penstock.pseudonym;

/** Finds a value in a text as whole words, whatever its case and its blanks. */
final class WordMatch {

    private WordMatch() {}

    /** Where an occurrence that begins at a place ends; -1 when none begins there. */
    static int end(String text, int from, String wanted) {
        if (!isBoundary(text, from, wanted.charAt(0))) {
            return -1;
        }
        int at = from;
        int next = 0;
        while (next < wanted.length()) {
            if (at >= text.length()) {
                return -1;
            }
            char a = text.charAt(at);
            char b = wanted.charAt(next);
            if (Character.isWhitespace(a) && Character.isWhitespace(b)) {
                at = skipBlanks(text, at);
                next = skipBlanks(wanted, next);
            } else if (isSame(a, b)) {
                at++;
                next++;
            } else {
                return -1;
            }
        }
        boolean ends = at == text.length()
                || !Character.isLetterOrDigit(text.charAt(at))
                || !Character.isLetterOrDigit(wanted.charAt(wanted.length() - 1));
        return ends ? at : -1;
    }

    private static boolean isBoundary(String text, int at, char first) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)) || !Character.isLetterOrDigit(first);
    }

    private static boolean isSame(char a, char b) {
        return a == b
                || Character.toLowerCase(Character.toUpperCase(a)) == Character.toLowerCase(Character.toUpperCase(b));
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
