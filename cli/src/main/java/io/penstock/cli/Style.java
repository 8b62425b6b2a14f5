package io.penstock.cli;

/**
 * How text is laid out.
 *
 * @param colours whether escape sequences are understood
 * @param columns the width that lines should keep to
 */
record Style(boolean colours, int columns) {

    String heading(String text) {
        return colours ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    String warning(String text) {
        return colours ? "\u001b[33m" + text + "\u001b[0m" : text;
    }
}
