package io.penstock.examples;

import java.math.BigInteger;

/** Check digits of bank accounts (ISO 7064, mod 97-10) and of cards (Luhn). */
final class CheckDigits {

    private CheckDigits() {}

    /** The IBAN of 18 digits of bank code and account. */
    static String germanIban(String account) {
        // "DE" reads 1314 where letters count from ten, and the check digits count as zero.
        int rest =
                new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
        int check = 98 - rest;
        return "DE" + (check < 10 ? "0" : "") + check + account;
    }

    /** The number with its last digit added. */
    static String card(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return number + (10 - sum % 10) % 10;
    }
}
