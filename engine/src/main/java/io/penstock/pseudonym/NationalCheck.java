package io.penstock.pseudonym;

import java.util.Locale;
import org.iban4j.CountryCode;
import org.iban4j.IbanUtil;
import org.iban4j.bban.BbanEntryType;
import org.iban4j.bban.BbanStructure;
import org.iban4j.bban.BbanStructureEntry;
import org.iban4j.countryrules.CountryRulesAlgorithms;
import org.iban4j.countryrules.CountryRulesRegistry;
import org.iban4j.countryrules.util.Iso7064;

/** The check digits that some countries have inside the account number, besides those of the IBAN itself. */
final class NationalCheck {

    private static final int BBAN = 4;

    private NationalCheck() {}

    /**
     * Sets both kinds of check digits.
     *
     * @param iban with any check digits
     * @return false when no national check digits exist for these account digits
     */
    static boolean correct(CountryCode country, StringBuilder iban) {
        CountryRulesAlgorithms.ensureInitialized();
        if (CountryRulesRegistry.get(country) == null) {
            setCheckDigits(iban);
            return true;
        }
        int offset = BBAN;
        for (BbanStructureEntry entry : BbanStructure.forCountry(country).getEntries()) {
            int end = offset + entry.getLength();
            if (entry.getEntryType() == BbanEntryType.national_check_digit) {
                return fit(country, iban, offset, end, entry);
            }
            offset = end;
        }
        setCheckDigits(iban);
        return IbanUtil.isValidWithCountryRules(iban.toString());
    }

    private static boolean fit(CountryCode country, StringBuilder iban, int from, int to, BbanStructureEntry entry) {
        if (country == CountryCode.FR || country == CountryCode.MC) {
            iban.replace(from, to, Iso7064.ribCheckDigits(iban.substring(BBAN, from)));
            setCheckDigits(iban);
            return true;
        }
        boolean letters = entry.getCharacterType() == BbanStructureEntry.EntryCharacterType.a;
        int length = to - from;
        int choices = letters ? 26 : (int) Math.pow(10, length);
        for (int i = 0; i < choices; i++) {
            String check =
                    letters ? String.valueOf((char) ('A' + i)) : String.format(Locale.ROOT, "%0" + length + "d", i);
            iban.replace(from, to, check);
            setCheckDigits(iban);
            if (IbanUtil.isValidWithCountryRules(iban.toString())) {
                return true;
            }
        }
        return false;
    }

    private static void setCheckDigits(StringBuilder iban) {
        iban.replace(2, BBAN, "00");
        iban.replace(2, BBAN, IbanUtil.calculateCheckDigit(iban.toString()));
    }
}
