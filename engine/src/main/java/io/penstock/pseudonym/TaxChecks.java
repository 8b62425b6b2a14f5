package io.penstock.pseudonym;

import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The check characters of tax numbers. Each method gives the number with correct ones, or null where there are none for it. */
final class TaxChecks {

    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final int[] ITALIAN_ODD = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
    private static final int[] ITALIAN_ODD_LETTERS = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private TaxChecks() {}

    /** ISO 7064, mod 11,10, over the digits from a place on; the last one is the check digit. */
    static String mod1110(String number, int from) {
        int product = 10;
        for (int i = from; i < number.length() - 1; i++) {
            int sum = (digit(number, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return withLast(number, number.length() - 1, (11 - product) % 10);
    }

    /** Luhn, over the digits from a place on; the last one is the check digit. */
    static String luhn(String number, int from) {
        String zero = withLast(number, number.length() - 1, 0);
        return withLast(number, number.length() - 1, (10 - CardNumber.luhn(zero.substring(from)) % 10) % 10);
    }

    /** Austria's number for value-added tax: {@code ATU} and eight digits. */
    static String austrian(String number) {
        int first = number.length() - 8;
        int sum = 4;
        for (int i = 0; i < 7; i++) {
            int weighted = digit(number, first + i) * (i % 2 == 0 ? 1 : 2);
            sum += weighted / 10 + weighted % 10;
        }
        return withLast(number, number.length() - 1, (10 - sum % 10) % 10);
    }

    /** Switzerland's number of enterprises: {@code CHE} and nine digits, perhaps with the name of the tax behind. */
    static @Nullable String swiss(String number) {
        return weighted(number, 3, new int[] {5, 4, 3, 2, 7, 6, 5, 4}, sum -> (11 - sum % 11) % 11);
    }

    /** The check digit of articles (GS1), which Switzerland's number of insured persons has too. */
    static String gs1(String number) {
        int sum = 0;
        for (int i = number.length() - 2; i >= 0; i--) {
            sum += digit(number, i) * ((number.length() - i) % 2 == 0 ? 3 : 1);
        }
        return withLast(number, number.length() - 1, (10 - sum % 10) % 10);
    }

    /** France's fiscal number: the last three digits are the others modulo 511. */
    static String french(String number) {
        long check = Long.parseLong(number.substring(0, 10)) % 511;
        return number.substring(0, 10) + String.valueOf(1000 + check).substring(1);
    }

    /** France's number for value-added tax: {@code FR}, a key of two digits, and the number of the enterprise with its Luhn digit. */
    static String frenchVat(String number) {
        String enterprise = luhn(number.substring(4), 0);
        long key = (12 + 3 * (Long.parseLong(enterprise) % 97)) % 97;
        return "FR" + String.valueOf(100 + key).substring(1) + enterprise;
    }

    /** Italy's fiscal code, whose last character is a letter computed from all others. */
    static String italian(String code) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = code.charAt(i);
            int number = Character.isDigit(c) ? c - '0' : c - 'A';
            sum += i % 2 == 1 ? number : (Character.isDigit(c) ? ITALIAN_ODD : ITALIAN_ODD_LETTERS)[number];
        }
        return code.substring(0, 15) + (char) ('A' + sum % 26);
    }

    /** Spain's numbers of persons: seven or eight digits, perhaps a letter before, and a letter behind. */
    static String spanish(String number) {
        String digits = number.substring(0, 8);
        int foreigner = "XYZ".indexOf(digits.charAt(0));
        String counted = Character.isDigit(digits.charAt(0)) ? digits : Math.max(0, foreigner) + digits.substring(1);
        return digits + SPANISH.charAt(Integer.parseInt(counted) % 23);
    }

    /** Spain's numbers of organisations: a letter, seven digits, and a check digit or, for some kinds, its letter. */
    static String spanishOrganisation(String number) {
        int sum = 0;
        for (int i = 1; i < 8; i++) {
            int weighted = digit(number, i) * (i % 2 == 1 ? 2 : 1);
            sum += weighted / 10 + weighted % 10;
        }
        int check = (10 - sum % 10) % 10;
        boolean letter = "NPQRSW".indexOf(number.charAt(0)) >= 0;
        return number.substring(0, 8) + (letter ? "JABCDEFGHI".charAt(check) : (char) ('0' + check));
    }

    /** The Netherlands' number of citizens: weights 9 to 2, and -1 for the last digit, give a multiple of eleven. */
    static @Nullable String dutch(String number) {
        return weighted(number, 0, new int[] {9, 8, 7, 6, 5, 4, 3, 2}, sum -> sum % 11);
    }

    /** The Netherlands' number for value-added tax: the last two digits make the whole, letters as two digits, 1 modulo 97. */
    static String dutchVat(String number) {
        StringBuilder digits = new StringBuilder(20);
        for (int i = 0; i < 12; i++) {
            digits.append(Character.getNumericValue(number.charAt(i)));
        }
        long rest = 0;
        for (int i = 0; i < digits.length(); i++) {
            rest = (rest * 10 + digits.charAt(i) - '0') % 97;
        }
        long check = (98 - rest * 100 % 97) % 97;
        return number.substring(0, 12)
                + String.valueOf(100 + (check < 2 ? check + 97 : check)).substring(1);
    }

    /** The older form, whose nine digits are checked as those of citizens are. */
    static @Nullable String dutchVatOld(String number) {
        String checked = dutch(number.substring(2, 11));
        return checked == null ? null : "NL" + checked + number.substring(11);
    }

    /** Britain's number for value-added tax in its newer form: weights 8 to 2, 55 and the two last digits give a multiple of 97. */
    static String british(String number) {
        return british(number, 55);
    }

    /** The older form, without the 55. */
    static String britishOld(String number) {
        return british(number, 0);
    }

    private static String british(String number, int offset) {
        int sum = offset;
        for (int i = 0; i < 7; i++) {
            sum += digit(number, 2 + i) * (8 - i);
        }
        int check = (97 - sum % 97) % 97;
        return number.substring(0, 9) + check / 10 + check % 10 + number.substring(11);
    }

    /** Britain's reference of taxpayers: the first of ten digits checks the others. */
    static String britishReference(String number) {
        int[] weights = {6, 7, 8, 9, 10, 5, 4, 3, 2};
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += digit(number, 1 + i) * weights[i];
        }
        return "21987654321".charAt(sum % 11) + number.substring(1);
    }

    private static @Nullable String weighted(String number, int from, int[] weights, IntUnaryOperator check) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(number, from + i) * weights[i];
        }
        int digit = check.applyAsInt(sum);
        return digit > 9 ? null : withLast(number, from + weights.length, digit);
    }

    private static int digit(String number, int at) {
        return number.charAt(at) - '0';
    }

    private static String withLast(String number, int at, int digit) {
        return number.substring(0, at) + digit + number.substring(at + 1);
    }
}
