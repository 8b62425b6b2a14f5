package io.penstock.pseudonym;

import org.jspecify.annotations.Nullable;

/** Tax numbers of the same country, kind and layout, with correct check characters; of a range that is never assigned where the country has one. */
final class TaxId extends Walking {

    private final String region;

    /**
     * @param region of numbers that do not tell their country, such as {@code DE}
     * @param otherwise for what is no tax number of a known kind, or has a wrong check character
     */
    TaxId(Prf prf, KeptValues.Link kept, String region, Shaped otherwise) {
        super(prf, kept, otherwise);
        this.region = region;
    }

    @Override
    @Nullable
    String candidate(String value, KeyStream stream, RowContext row) {
        String characters = Layout.characters(value);
        TaxForm form = TaxForms.of(value, characters, region);
        String made = form == null ? null : form.another(characters, stream);
        return made == null ? null : Layout.fill(value, made);
    }
}
