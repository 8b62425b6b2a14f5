package io.penstock.pseudonym.leak;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** How long the IBANs of each country are, as far as any were seen. Safe for use by several threads. */
final class IbanLengths {

    private static final int LETTERS = 26;
    private static final int SHORTEST = 15;

    private final AtomicIntegerArray lengths = new AtomicIntegerArray(LETTERS * LETTERS);

    /** @param iban letters and digits, upper case; true when it looks like one */
    boolean learn(byte[] iban, int length) {
        int country = length < SHORTEST ? -1 : country(iban[0], iban[1]);
        if (country < 0) {
            return false;
        }
        lengths.set(country, length);
        return true;
    }

    /** 0 when none of the country was seen. */
    int of(int letter, int other) {
        int country = country(letter, other);
        return country < 0 ? 0 : lengths.get(country);
    }

    private static int country(int letter, int other) {
        boolean letters = letter >= 'A' && letter <= 'Z' && other >= 'A' && other <= 'Z';
        return letters ? (letter - 'A') * LETTERS + other - 'A' : -1;
    }
}
