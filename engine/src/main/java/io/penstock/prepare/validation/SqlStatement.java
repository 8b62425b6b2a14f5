package io.penstock.prepare.validation;

import java.util.List;
import java.util.Locale;

/** A statement of a script, in tokens. */
record SqlStatement(List<Token> tokens) {

    /**
     * A word, a number, a sign, a name in quotes, or a text with its quotes, such as the body of a function.
     *
     * @param text as written; a name in quotes without them
     * @param quoted whether it is a name in quotes or a text, so that it is no keyword
     */
    record Token(String text, boolean quoted, int line) {

        boolean is(String word) {
            return !quoted && text.equalsIgnoreCase(word);
        }
    }

    SqlStatement {
        tokens = List.copyOf(tokens);
    }

    int line() {
        return tokens.get(0).line();
    }

    int size() {
        return tokens.size();
    }

    boolean is(int index, String word) {
        return index >= 0 && index < tokens.size() && tokens.get(index).is(word);
    }

    /** Whether these words stand one behind the other. */
    boolean are(int index, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!is(index + i, words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word stands anywhere; texts and names in quotes are no words. */
    boolean has(String... words) {
        for (int i = 0; i < tokens.size(); i++) {
            if (are(i, words)) {
                return true;
            }
        }
        return false;
    }

    /** The first word in small letters. */
    String verb() {
        return tokens.get(0).text().toLowerCase(Locale.ROOT);
    }

    String text(int index) {
        return index < tokens.size() ? tokens.get(index).text() : "";
    }

    /** The name that begins at an index, with its schema where it has one. */
    String name(int index) {
        StringBuilder name = new StringBuilder(text(index));
        for (int at = index + 1; is(at, "."); at += 2) {
            name.append('.').append(text(at + 1));
        }
        return name.toString();
    }

    /** The index behind the name that begins at an index. */
    int behindName(int index) {
        int at = index + 1;
        while (is(at, ".")) {
            at += 2;
        }
        return at;
    }
}
