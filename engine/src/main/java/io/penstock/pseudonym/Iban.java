package io.penstock.pseudonym;

import org.jspecify.annotations.Nullable;

/**
 * Account numbers (ISO 13616) of the same country, with correct check digits and a bank code that no bank has: zeros, or the letter X. The layout of blanks stays.
 */
final class Iban extends Walking {

    /** Where national rules refuse some account numbers, they refuse at most ten in eleven; 200 draws fail with a chance below 2^-27. */
    private static final int DRAWS = 200;

    /** @param otherwise for what is no account number, be it for its check digits: a mistyped number is replaced by shape */
    Iban(Prf prf, KeptValues.Link kept, Shaped otherwise) {
        super(prf, kept, otherwise);
    }

    @Override
    @Nullable
    String candidate(String value, KeyStream stream, RowContext row) {
        IbanForm form = IbanForm.of(Layout.characters(value));
        if (form == null) {
            return null;
        }
        StringBuilder made = form.draw(stream);
        for (int i = 0; i < DRAWS && !NationalCheck.correct(form, made); i++) {
            made = form.draw(stream);
        }
        return Layout.fill(value, made);
    }
}
