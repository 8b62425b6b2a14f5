package io.penstock.pseudonym;

import org.jspecify.annotations.Nullable;

/** Card numbers of the same scheme and length in a range that issuers use for tests, with a correct check digit (ISO/IEC 7812, Luhn). */
final class CardNumber extends Walking {

    /** @param otherwise for what is no card number */
    CardNumber(Prf prf, KeptValues.Link kept, Shaped otherwise) {
        super(prf, kept, otherwise);
    }

    /** The digits alone. */
    static String normalise(String value) {
        StringBuilder digits = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c != ' ' && c != '-') {
                return Fold.caseless(value);
            }
        }
        return digits.toString();
    }

    @Override
    @Nullable
    String candidate(String value, KeyStream stream, RowContext row) {
        String digits = normalise(value);
        if (!isCard(digits)) {
            return null;
        }
        StringBuilder made = new StringBuilder(testRange(digits));
        while (made.length() < digits.length() - 1) {
            made.append(stream.digit());
        }
        made.append((char) ('0' + (10 - luhn(made + "0") % 10) % 10));
        return Layout.fill(value, made);
    }

    /** Whether digits have the length and the check digit of a card number. */
    static boolean isCard(String digits) {
        return digits.length() >= 12
                && digits.length() <= 19
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && luhn(digits) % 10 == 0;
    }

    /** The Luhn sum; a multiple of ten for a correct number. */
    static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = (i & 1) == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum;
    }

    /** The first six digits of the numbers that acquirers publish for tests of a scheme. */
    private static String testRange(String digits) {
        int two = Integer.parseInt(digits.substring(0, 2));
        int four = Integer.parseInt(digits.substring(0, 4));
        if (digits.charAt(0) == '4') {
            return "411111";
        }
        if (two >= 51 && two <= 55) {
            return "555555";
        }
        if (four >= 2221 && four <= 2720) {
            return "222300";
        }
        if (two == 34 || two == 37) {
            return "378282";
        }
        if (two == 35) {
            return "353011";
        }
        if (two == 36 || two == 38 || two == 39) {
            return "362272";
        }
        if (two == 30) {
            return "305693";
        }
        if (four == 6011 || two == 65 || two == 64) {
            return "601111";
        }
        return two == 62 ? "620000" : digits.charAt(0) == '5' || digits.charAt(0) == '6' ? "675964" : "999999";
    }
}
