package io.penstock.pseudonym;

import org.jspecify.annotations.Nullable;

/**
 * A pseudonymizer that draws candidates from the key stream of the normalised value and walks on past those that must not be: the value itself and kept values.
 */
abstract class Walking implements Pseudonymizer {

    /** Enough that a list of two usable words fails to give the other one with a chance below 2^-60. */
    private static final int ATTEMPTS = 64;

    private final Prf prf;
    private final KeptValues.Link kept;

    Walking(Prf prf, KeptValues.Link kept) {
        this.prf = prf;
        this.kept = kept;
    }

    /** What is hashed; more than the normalised value where spellings must stay apart. */
    String hashed(String value, String normal) {
        return normal;
    }

    /** A candidate; another one for each stream. */
    abstract @Nullable String candidate(String value, KeyStream stream, RowContext row);

    @Override
    public final @Nullable String replace(String value, RowContext row) {
        if (!value.codePoints().anyMatch(Character::isLetterOrDigit)) {
            // A dash for want of a value tells nothing about anyone.
            return value;
        }
        String normal = kept.normalise(value);
        if (kept.contains(normal)) {
            return value;
        }
        String hashed = hashed(value, normal);
        String candidate = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            candidate = candidate(value, prf.stream(hashed, attempt), row);
            if (candidate != null && isFree(candidate, value, normal)) {
                return candidate;
            }
        }
        return candidate;
    }

    /** Candidates keep the layout of the value, so that without kept values a comparison of their spellings is enough. */
    private boolean isFree(String candidate, String value, String normal) {
        if (kept.isEmpty()) {
            return !Fold.caseless(candidate).equals(Fold.caseless(value));
        }
        String seen = kept.normalise(candidate);
        return !seen.equals(normal) && !kept.contains(seen);
    }
}
