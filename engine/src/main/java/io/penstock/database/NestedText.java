package io.penstock.database;

import org.jspecify.annotations.Nullable;

/**
 * The texts in which a {@link RowRewriter} sees values that are made of others, the same from every database: arrays as {@code {a,"b c",NULL}}, composites as
 * {@code (a,"b c",)}, pairs as {@code "key"=>"value", "key"=>NULL}. What is not replaced stays to the letter.
 */
public final class NestedText {

    /** What an element that is not NULL becomes; null for NULL. */
    @FunctionalInterface
    public interface Element {
        @Nullable
        String replaced(String value);
    }

    /** What a field that is not NULL becomes; fields are counted from 0. */
    @FunctionalInterface
    public interface Field {
        @Nullable
        String replaced(int number, String value);
    }

    /** What the value of a key becomes. */
    @FunctionalInterface
    public interface Pair {
        @Nullable
        String replaced(String key, String value);
    }

    private final String text;
    private final StringBuilder made;
    private int at;

    private NestedText(String text) {
        this.text = text;
        this.made = new StringBuilder(text.length() + 16);
    }

    /** Thrown inside this class alone, where a text is not of the form. */
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("not of the form", null, false, false);
        }
    }

    /** Replaces the elements of an array that are not NULL, in all its dimensions; null when the text is no array. */
    public static @Nullable String elements(String text, Element replacement) {
        NestedText nested = new NestedText(text);
        try {
            int open = text.startsWith("[") ? text.indexOf("={") + 1 : 0;
            nested.made.append(text, 0, open);
            nested.at = open;
            nested.array(replacement);
            return nested.end();
        } catch (Malformed e) {
            return null;
        }
    }

    /** Replaces the fields of a composite that are not NULL, by their number; null when the text is no composite. */
    public static @Nullable String fields(String text, Field replacement) {
        NestedText nested = new NestedText(text);
        try {
            nested.composite(replacement);
            return nested.end();
        } catch (Malformed e) {
            return null;
        }
    }

    /** Replaces the values of pairs that are not NULL, by their key; null when the text is none. */
    public static @Nullable String pairs(String text, Pair replacement) {
        NestedText nested = new NestedText(text);
        try {
            nested.hstore(replacement);
            return nested.end();
        } catch (Malformed e) {
            return null;
        }
    }

    private String end() {
        if (at != text.length()) {
            throw new Malformed();
        }
        return made.toString();
    }

    private char peek() {
        if (at >= text.length()) {
            throw new Malformed();
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw new Malformed();
        }
        made.append(c);
        at++;
    }

    private void array(Element replacement) {
        expect('{');
        if (peek() == '}') {
            expect('}');
            return;
        }
        while (true) {
            if (peek() == '{') {
                array(replacement);
            } else {
                element(replacement);
            }
            if (peek() == '}') {
                expect('}');
                return;
            }
            expect(',');
        }
    }

    private void element(Element replacement) {
        int start = at;
        boolean quoted = peek() == '"';
        String value = quoted ? quoted() : plain(",}", "{\"");
        if (!quoted && value.equalsIgnoreCase("NULL")) {
            made.append(text, start, at);
            return;
        }
        String replaced = replacement.replaced(value);
        if (replaced == null) {
            made.append("NULL");
        } else if (replaced.equals(value)) {
            made.append(text, start, at);
        } else if (replaced.isEmpty() || replaced.equalsIgnoreCase("NULL") || needsQuotes(replaced, "{},\"\\")) {
            quote(replaced, false);
        } else {
            made.append(replaced);
        }
    }

    private void composite(Field replacement) {
        expect('(');
        for (int number = 0; ; number++) {
            int start = at;
            boolean missing = peek() == ',' || peek() == ')';
            String value = missing ? "" : peek() == '"' ? quoted() : plain(",)", "(\"");
            String replaced = missing ? null : replacement.replaced(number, value);
            if (!missing && value.equals(replaced)) {
                made.append(text, start, at);
            } else if (replaced != null && (replaced.isEmpty() || needsQuotes(replaced, "(),\"\\"))) {
                quote(replaced, true);
            } else if (replaced != null) {
                made.append(replaced);
            }
            if (peek() == ')') {
                expect(')');
                return;
            }
            expect(',');
        }
    }

    private void hstore(Pair replacement) {
        while (at < text.length()) {
            int start = at;
            String key = quoted();
            if (!text.startsWith("=>", at)) {
                throw new Malformed();
            }
            at += 2;
            made.append(text, start, at);
            if (text.startsWith("NULL", at)) {
                at += 4;
                made.append("NULL");
            } else {
                String replaced = replacement.replaced(key, quoted());
                if (replaced == null) {
                    made.append("NULL");
                } else {
                    quote(replaced, false);
                }
            }
            if (at < text.length()) {
                expect(',');
                while (at < text.length() && text.charAt(at) == ' ') {
                    expect(' ');
                }
            }
        }
    }

    /** Reads a quoted text: a backslash escapes, and so does a quote before a quote. */
    private String quoted() {
        if (peek() != '"') {
            throw new Malformed();
        }
        at++;
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = peek();
            at++;
            if (c == '\\') {
                value.append(peek());
                at++;
            } else if (c != '"') {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                value.append('"');
                at++;
            } else {
                return value.toString();
            }
        }
    }

    private String plain(String ends, String never) {
        StringBuilder value = new StringBuilder();
        while (ends.indexOf(peek()) < 0) {
            if (peek() == '\\') {
                at++;
            } else if (never.indexOf(peek()) >= 0) {
                throw new Malformed();
            }
            value.append(peek());
            at++;
        }
        if (value.length() == 0) {
            throw new Malformed();
        }
        return value.toString();
    }

    private static boolean needsQuotes(String value, String special) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (special.indexOf(c) >= 0 || Character.isWhitespace(c)) {
                return true;
            }
        }
        return false;
    }

    private void quote(String value, boolean doubled) {
        made.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                made.append(doubled ? c : '\\');
            }
            made.append(c);
        }
        made.append('"');
    }
}
