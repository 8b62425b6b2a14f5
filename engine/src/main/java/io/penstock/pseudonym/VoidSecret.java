package io.penstock.pseudonym;

/**
 * What stands in for keys, tokens and certificates: {@code void-} and a tag that is equal for equal secrets, where the columns of the link have room for it; else
 * {@code void} alone. No program takes it for a real one.
 */
final class VoidSecret implements Pseudonymizer {

    static final String MARK = "void";

    /** How many characters a unique column needs. */
    static final int WIDTH = MARK.length() + 1 + Tagged.TAG;

    private final Prf prf;
    private final int width;

    /** @param width of the narrowest column of the link, 0 for any */
    VoidSecret(Prf prf, int width) {
        this.prf = prf;
        this.width = width;
    }

    @Override
    public String replace(String value, RowContext row) {
        if (width > 0 && width < WIDTH) {
            return Fold.cut(MARK, width);
        }
        // Case counts in a secret, so nothing is folded.
        return MARK + "-" + prf.stream(value, 0).tag(Tagged.TAG);
    }
}
