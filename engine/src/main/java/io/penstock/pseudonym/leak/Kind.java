package io.penstock.pseudonym.leak;

/** What a personal value is, and so in what form it may come back. */
public enum Kind {
    /** E-mail addresses. */
    ADDRESS,
    /** Phone numbers, normalised: {@code +}, country and national number. */
    PHONE,
    IBAN,
    /** Payment cards, and every other number of a person. */
    NUMBER,
    /** Logins, codes, identifiers, secrets: letters and digits. */
    CODE,
    /** Names, places, dates and whatever else other people have too: a look-alike, which by chance may stand anywhere. */
    LOOK_ALIKE,
    /** What is not known to be of any kind, such as free text: a value of it counts where all of it is an e-mail address. */
    ANY
}
