package io.penstock.pseudonym.leak;

import org.jspecify.annotations.Nullable;

/** Is told of every personal value that is read. Safe for use by several threads. */
public interface PersonalValues {

    /** Forgets all. */
    PersonalValues NONE = new PersonalValues() {
        @Override
        public void replaced(Kind kind, String value, @Nullable String pseudonym) {}

        @Override
        public void kept(Kind kind, String value) {}
    };

    /**
     * A value and what is written in its place.
     *
     * @param value neither NULL nor empty; a phone number as {@link Kind#PHONE} says
     */
    void replaced(Kind kind, String value, @Nullable String pseudonym);

    /** A value that stays, such as one of a kept row: it may stand on the target. */
    void kept(Kind kind, String value);
}
