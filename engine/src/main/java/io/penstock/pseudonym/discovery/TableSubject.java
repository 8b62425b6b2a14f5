package io.penstock.pseudonym.discovery;

/** What a table is about, as far as personal data goes. */
enum TableSubject {
    /** People: its name says so, or its columns. */
    PEOPLE,
    /** Something of people: it refers to a table about them. */
    NEAR_PEOPLE,
    /** Companies, with the people who speak for them. */
    COMPANIES,
    /** Things that are the same for everybody. */
    THINGS,
    UNKNOWN;

    boolean people() {
        return this == PEOPLE || this == NEAR_PEOPLE || this == COMPANIES;
    }
}
