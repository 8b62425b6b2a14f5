package io.penstock.pseudonym;

/** Puts new characters into the layout of a value: blanks, dashes, brackets and dots stay where they are. */
final class Layout {

    private Layout() {}

    /** The layout with its letters and digits replaced in order; there are as many new characters as letters and digits. */
    static String fill(CharSequence layout, CharSequence characters) {
        StringBuilder filled = new StringBuilder(layout.length());
        int next = 0;
        for (int i = 0; i < layout.length(); i++) {
            char c = layout.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                filled.append(c);
                continue;
            }
            char replacement = characters.charAt(next++);
            filled.append(Character.isLowerCase(c) ? Character.toLowerCase(replacement) : replacement);
        }
        return filled.toString();
    }

    /** The letters and digits of a value, in upper case. */
    static String characters(CharSequence value) {
        StringBuilder characters = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                characters.append(Character.toUpperCase(c));
            }
        }
        return characters.toString();
    }
}
