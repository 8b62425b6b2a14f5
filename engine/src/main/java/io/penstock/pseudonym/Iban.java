package io.penstock.pseudonym;

import java.util.Locale;
import org.iban4j.CountryCode;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;
import org.iban4j.bban.BbanEntryType;
import org.iban4j.bban.BbanStructure;
import org.iban4j.bban.BbanStructureEntry;
import org.jspecify.annotations.Nullable;

/**
 * Account numbers (ISO 13616) of the same country, with correct check digits and a bank code that no bank has: zeros, or the letter X. The layout of blanks stays.
 */
final class Iban extends Walking {

    /** Where national rules refuse some account numbers, they refuse at most ten in eleven. */
    private static final int DRAWS = 200;

    private final Pseudonymizer otherwise;

    /** @param otherwise for what is no account number */
    Iban(Prf prf, KeptValues.Link kept, Pseudonymizer otherwise) {
        super(prf, kept);
        this.otherwise = otherwise;
    }

    @Override
    @Nullable
    String candidate(String value, KeyStream stream, RowContext row) {
        String characters = Layout.characters(value);
        if (!isIban(characters)) {
            return otherwise.replace(value, row);
        }
        CountryCode country = CountryCode.getByCode(characters.substring(0, 2));
        StringBuilder made = drawn(country, stream);
        for (int i = 0; i < DRAWS && !NationalCheck.correct(country, made); i++) {
            made = drawn(country, stream);
        }
        return Layout.fill(value, made);
    }

    private static StringBuilder drawn(CountryCode country, KeyStream stream) {
        StringBuilder drawn = new StringBuilder().append(country).append("00");
        for (BbanStructureEntry entry : BbanStructure.forCountry(country).getEntries()) {
            boolean bank = entry.getEntryType() == BbanEntryType.bank_code;
            for (int i = 0; i < entry.getLength(); i++) {
                drawn.append(character(entry.getCharacterType(), bank, stream));
            }
        }
        return drawn;
    }

    /** Check digits included: a mistyped number is replaced by shape. */
    private static boolean isIban(String characters) {
        if (characters.length() < 5 || !characters.chars().allMatch(c -> c < 0x80)) {
            return false;
        }
        try {
            IbanUtil.validate(characters.toUpperCase(Locale.ROOT));
            return true;
        } catch (Iban4jException e) {
            return false;
        }
    }

    private static char character(BbanStructureEntry.EntryCharacterType type, boolean bank, KeyStream stream) {
        return switch (type) {
            case n -> bank ? '0' : stream.digit();
            case a -> bank ? 'X' : (char) ('A' + stream.below(26));
            case c -> bank ? '0' : stream.digit();
        };
    }
}
