package io.penstock.pseudonym;

import java.util.regex.Pattern;
import org.iban4j.CountryCode;
import org.jspecify.annotations.Nullable;

/** Codes of banks (ISO 9362) of the same country and length that no bank has: an eighth character of zero marks codes for test and training. */
final class Bic extends Walking {

    private static final Pattern SHAPE = Pattern.compile("[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?");
    private static final int BANK = 4;
    private static final int TEST_MARK = 7;
    private static final int BRANCH = 8;

    /** The branch code of a head office. */
    private static final String HEAD_OFFICE = "X".repeat(3);

    /** @param otherwise for what is no such code */
    Bic(Prf prf, KeptValues.Link kept, Shaped otherwise) {
        super(prf, kept, otherwise);
    }

    @Override
    @Nullable
    String candidate(String value, KeyStream stream, RowContext row) {
        String code = Layout.characters(value);
        if (!SHAPE.matcher(code).matches() || CountryCode.getByCode(code.substring(BANK, BANK + 2)) == null) {
            return null;
        }
        StringBuilder made = new StringBuilder(code.length());
        for (int i = 0; i < code.length(); i++) {
            if (i == BANK || i == BANK + 1) {
                made.append(code.charAt(i));
            } else if (i == TEST_MARK) {
                made.append('0');
            } else if (i >= BRANCH && code.endsWith(HEAD_OFFICE)) {
                made.append('X');
            } else {
                made.append((char) ('A' + stream.below(i >= BRANCH ? 23 : 26)));
            }
        }
        return Layout.fill(value, made);
    }
}
