package io.penstock.pseudonym;

/**
 * Logins and e-mail addresses: a tag of 13 base-32 characters (65 bits), where the column has room for them.
 *
 * <p>Two values get one tag with a chance of 2^-65; among a hundred million values there is a collision with a chance below 2^-12.
 */
final class Tagged extends Walking {

    /** How many characters a unique column needs. */
    static final int TAG = 13;

    private final boolean unique;
    private final String prefix;
    private final int length;
    private final String suffix;

    /**
     * @param unique whether spellings of one value must stay apart
     * @param width of the narrowest column of the link, 0 for any
     */
    Tagged(Prf prf, KeptValues.Link kept, boolean unique, String prefix, String suffix, int width) {
        super(prf, kept);
        int room = width == 0 ? Integer.MAX_VALUE : width - suffix.length();
        this.unique = unique;
        this.prefix = room >= prefix.length() + TAG ? prefix : "";
        this.length = Math.min(TAG, room);
        this.suffix = suffix;
    }

    @Override
    String hashed(String value, String normal) {
        return unique && !value.equals(normal) ? normal + '\u0000' + value : normal;
    }

    @Override
    String candidate(String value, KeyStream stream, RowContext row) {
        return prefix + stream.tag(length) + suffix;
    }
}
