package io.penstock.pseudonym.leak;

/**
 * The form of a token: what it is, and how long. Only tokens of a form that some personal value has are looked up, and how crowded a form is tells how soon two
 * unrelated values meet in it. Six bits, the lowest ones of a fingerprint.
 */
final class Tag {

    static final int BITS = 6;
    static final int COUNT = 1 << BITS;

    static final int ADDRESS = 0;
    static final int IBAN = 1;
    private static final int PHONE = 2;
    private static final int NUMBER = 12;
    private static final int CODE = 32;
    /** A look-alike as a whole. */
    static final int WORDS = 63;

    static final int SHORTEST_PHONE = 7;
    static final int LONGEST_PHONE = 15;
    static final int SHORTEST_NUMBER = 7;
    private static final int LONGEST_NUMBER = 26;
    static final int SHORTEST_CODE = 8;
    private static final int LONGEST_CODE = 38;

    private Tag() {}

    /** @param digits with those of the country */
    static int phone(int digits) {
        return PHONE + digits - SHORTEST_PHONE;
    }

    /** @param digits without leading zeros, at least {@link #SHORTEST_NUMBER} */
    static int number(int digits) {
        return NUMBER + Math.min(digits, LONGEST_NUMBER) - SHORTEST_NUMBER;
    }

    /** @param characters letters and digits, at least {@link #SHORTEST_CODE} */
    static int code(int characters) {
        return CODE + Math.min(characters, LONGEST_CODE) - SHORTEST_CODE;
    }

    static int of(long fingerprint) {
        return (int) fingerprint & COUNT - 1;
    }

    /** What people are told that was found. */
    static String label(int tag) {
        if (tag == ADDRESS) {
            return "an e-mail address";
        }
        if (tag == IBAN) {
            return "an IBAN";
        }
        if (tag < NUMBER) {
            return "a phone number";
        }
        if (tag < CODE) {
            return "a number";
        }
        return tag == WORDS ? "a name or the like" : "a login or code";
    }

    /**
     * How many values of this form there may be, on the low side: numbers are given out in ranges, and codes have fixed parts. Infinite where the form is that of nothing
     * else, so that no value comes to be in it by chance.
     */
    static double room(int tag) {
        if (tag == ADDRESS || tag == IBAN) {
            return Double.POSITIVE_INFINITY;
        }
        if (tag < NUMBER) {
            return Math.pow(10, tag - PHONE + SHORTEST_PHONE - 3);
        }
        if (tag < CODE) {
            return Math.pow(10, tag - NUMBER + SHORTEST_NUMBER - 1);
        }
        return tag == WORDS ? 1 : Math.pow(12, tag - CODE + SHORTEST_CODE - 2);
    }
}
