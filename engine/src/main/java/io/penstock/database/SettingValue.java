package io.penstock.database;

import org.jspecify.annotations.Nullable;

/**
 * A value that a person has written for a column.
 *
 * @param text absent for NULL
 * @param secret whether it must not be shown
 */
public record SettingValue(@Nullable String text, boolean secret) {

    /** For people: a secret is hidden, and a long text is cut. */
    public static String shown(@Nullable String text, boolean secret) {
        if (secret) {
            return "***";
        }
        return text == null ? "NULL" : text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }

    @Override
    public String toString() {
        return shown(text, secret);
    }
}
