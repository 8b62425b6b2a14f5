package io.penstock.pseudonym;

import java.util.Locale;
import org.iban4j.CountryCode;
import org.iban4j.IbanUtil;
import org.iban4j.bban.BbanEntryType;
import org.iban4j.bban.BbanStructure;
import org.iban4j.bban.BbanStructureEntry;
import org.iban4j.countryrules.util.Iso7064;

/** The check digits that some countries have inside the account number, besides those of the IBAN itself. */
final class NationalCheck {

    private static final int[] ITALIAN_WEIGHTS = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};

    private NationalCheck() {}

    /**
     * Sets both kinds of check digits.
     *
     * @param iban with any check digits
     * @return false when no national check digits exist for these account digits
     */
    static boolean correct(IbanForm form, StringBuilder iban) {
        if (!form.checkedNationally()) {
            IbanForm.check(iban);
            return true;
        }
        CountryCode country = form.country();
        if (country == CountryCode.SK) {
            return slovak(iban);
        }
        int offset = IbanForm.HEAD;
        for (BbanStructureEntry entry : BbanStructure.forCountry(country).getEntries()) {
            int end = offset + entry.getLength();
            if (entry.getEntryType() == BbanEntryType.national_check_digit) {
                return fit(country, iban, offset, end, entry);
            }
            offset = end;
        }
        IbanForm.check(iban);
        return IbanUtil.isValidWithCountryRules(iban.toString());
    }

    private static boolean fit(CountryCode country, StringBuilder iban, int from, int to, BbanStructureEntry entry) {
        if (country == CountryCode.FR || country == CountryCode.MC) {
            iban.replace(from, to, Iso7064.ribCheckDigits(iban.substring(IbanForm.HEAD, from)));
            IbanForm.check(iban);
            return true;
        }
        if (country == CountryCode.BE) {
            long rest = Long.parseLong(iban.substring(IbanForm.HEAD, from)) % 97;
            return set(iban, from, (int) (rest == 0 ? 97 : rest));
        }
        if (country == CountryCode.ES) {
            int ofBank = spanish(iban, from - 8, from);
            return set(iban, from, 10 * ofBank + spanish(iban, to, to + 10));
        }
        if (country == CountryCode.IT || country == CountryCode.SM) {
            iban.setCharAt(from, italian(iban, to));
            IbanForm.check(iban);
            return true;
        }
        boolean letters = entry.getCharacterType() == BbanStructureEntry.EntryCharacterType.a;
        int length = to - from;
        int choices = letters ? 26 : (int) Math.pow(10, length);
        for (int i = 0; i < choices; i++) {
            String check =
                    letters ? String.valueOf((char) ('A' + i)) : String.format(Locale.ROOT, "%0" + length + "d", i);
            iban.replace(from, to, check);
            IbanForm.check(iban);
            if (IbanUtil.isValidWithCountryRules(iban.toString())) {
                return true;
            }
        }
        return false;
    }

    /** The letter that Italy computes for the digits from a place on: the first, third … have weights of a table. */
    private static char italian(CharSequence iban, int from) {
        int sum = 0;
        for (int i = from; i < iban.length(); i++) {
            int digit = iban.charAt(i) - '0';
            sum += (i - from) % 2 == 0 ? ITALIAN_WEIGHTS[digit] : digit;
        }
        return (char) ('A' + sum % 26);
    }

    /** Prefix and account have a last digit each that makes them multiples of 11; for one in eleven there is none. */
    private static boolean slovak(StringBuilder iban) {
        boolean possible = endIn11(iban, 8, 14) && endIn11(iban, 14, 24);
        IbanForm.check(iban);
        return possible;
    }

    private static boolean endIn11(StringBuilder iban, int from, int to) {
        int sum = 0;
        int weight = 2;
        for (int i = to - 2; i >= from; i--) {
            sum += weight * (iban.charAt(i) - '0');
            weight = weight * 2 % 11;
        }
        int last = (11 - sum % 11) % 11;
        iban.setCharAt(to - 1, (char) ('0' + last % 10));
        return last < 10;
    }

    private static boolean set(StringBuilder iban, int at, int twoDigits) {
        iban.setCharAt(at, (char) ('0' + twoDigits / 10));
        iban.setCharAt(at + 1, (char) ('0' + twoDigits % 10));
        IbanForm.check(iban);
        return true;
    }

    /** The digit that Spain computes for bank and branch, and for the account: powers of six as weights from the right (1, 2, 4, 8 … from the left), modulo 11. */
    private static int spanish(CharSequence iban, int from, int to) {
        int sum = 0;
        int weight = 6;
        for (int i = to - 1; i >= from; i--) {
            sum += weight * (iban.charAt(i) - '0');
            weight = weight * 6 % 11;
        }
        int check = 11 - sum % 11;
        return check == 11 ? 0 : check == 10 ? 1 : check;
    }
}
