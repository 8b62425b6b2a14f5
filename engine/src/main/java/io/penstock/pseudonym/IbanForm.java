package io.penstock.pseudonym;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.iban4j.CountryCode;
import org.iban4j.bban.BbanEntryType;
import org.iban4j.bban.BbanStructure;
import org.iban4j.bban.BbanStructureEntry;
import org.iban4j.countryrules.CountryRulesAlgorithms;
import org.iban4j.countryrules.CountryRulesRegistry;
import org.jspecify.annotations.Nullable;

/** What account numbers of one country look like (ISO 13616), and the check digits of all (ISO 7064, mod 97-10), both without making strings. */
final class IbanForm {

    /** Country and check digits. */
    static final int HEAD = 4;

    private static final Map<Integer, IbanForm> FORMS = new ConcurrentHashMap<>();

    static {
        CountryRulesAlgorithms.ensureInitialized();
        for (CountryCode country : BbanStructure.supportedCountries()) {
            String name = country.name();
            FORMS.put(name.charAt(0) << 16 | name.charAt(1), new IbanForm(country));
        }
    }

    private final CountryCode country;
    private final boolean checkedNationally;

    /** Of each place behind the head: n, a or c, as the standard writes digits, capital letters, and both. */
    private final char[] types;

    private final boolean[] bank;

    private IbanForm(CountryCode country) {
        this.country = country;
        this.checkedNationally = CountryRulesRegistry.get(country) != null;
        StringBuilder made = new StringBuilder();
        StringBuilder bankCode = new StringBuilder();
        for (BbanStructureEntry entry : BbanStructure.forCountry(country).getEntries()) {
            made.append(entry.getCharacterType().name().repeat(entry.getLength()));
            boolean ofBank = entry.getEntryType() == BbanEntryType.bank_code;
            bankCode.append((ofBank ? "b" : "-").repeat(entry.getLength()));
        }
        this.types = made.toString().toCharArray();
        this.bank = new boolean[types.length];
        for (int i = 0; i < bank.length; i++) {
            bank[i] = bankCode.charAt(i) == 'b';
        }
    }

    /** The form of a correct account number in capitals without blanks; null when it is not correct. National check digits do not count. */
    static @Nullable IbanForm of(String iban) {
        if (iban.length() <= HEAD) {
            return null;
        }
        IbanForm form = FORMS.get(iban.charAt(0) << 16 | iban.charAt(1));
        return form != null && form.isCorrect(iban) ? form : null;
    }

    /** How many characters account numbers of a country have, by its two letters in capitals; 0 for a country without. */
    static int length(char first, char second) {
        IbanForm form = FORMS.get(first << 16 | second);
        return form == null ? 0 : HEAD + form.types.length;
    }

    private boolean isCorrect(String iban) {
        if (iban.length() != HEAD + types.length || !isDigit(iban.charAt(2)) || !isDigit(iban.charAt(3))) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            char c = iban.charAt(HEAD + i);
            boolean letter = c >= 'A' && c <= 'Z';
            if (!(types[i] == 'n' ? isDigit(c) : types[i] == 'a' ? letter : letter || isDigit(c))) {
                return false;
            }
        }
        return (iban.charAt(2) - '0') * 10 + iban.charAt(3) - '0' == checkDigits(iban);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    CountryCode country() {
        return country;
    }

    /** Whether numbers of the country have check digits of its own, or are refused for other reasons. */
    boolean checkedNationally() {
        return checkedNationally;
    }

    /** A number of the country with a bank code that no bank has, and without check digits of any kind. */
    StringBuilder draw(KeyStream stream) {
        StringBuilder drawn =
                new StringBuilder(HEAD + types.length).append(country.name()).append("00");
        for (int i = 0; i < types.length; i++) {
            if (types[i] == 'a') {
                drawn.append(bank[i] ? 'X' : (char) ('A' + stream.below(26)));
            } else {
                drawn.append(bank[i] ? '0' : stream.digit());
            }
        }
        return drawn;
    }

    /** Sets the two check digits of the standard. */
    static void check(StringBuilder iban) {
        int check = checkDigits(iban);
        iban.setCharAt(2, (char) ('0' + check / 10));
        iban.setCharAt(3, (char) ('0' + check % 10));
    }

    private static int checkDigits(CharSequence iban) {
        long rest = 0;
        for (int i = HEAD; i < iban.length(); i++) {
            rest = append(rest, iban.charAt(i));
        }
        rest = append(append(rest, iban.charAt(0)), iban.charAt(1));
        return (int) (98 - rest % 97 * 100 % 97);
    }

    /** Letters count as two digits, A as 10. The rest is reduced only when it grows large. */
    private static long append(long rest, char c) {
        long longer = c <= '9' ? rest * 10 + c - '0' : rest * 100 + c - 'A' + 10;
        return longer > 1_000_000_000_000_000L ? longer % 97 : longer;
    }
}
