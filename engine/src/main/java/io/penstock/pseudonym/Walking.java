package io.penstock.pseudonym;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pseudonymizer that draws candidates from the key stream of the normalised value and walks on past those that must not be: the value itself and kept values.
 */
abstract class Walking implements Pseudonymizer {

    /** Enough that a list of two usable words fails to give the other one with a chance below 2^-60. */
    private static final int ATTEMPTS = 64;

    private final Prf prf;
    private final KeptValues.Link kept;
    private final @Nullable Shaped otherwise;

    /** For those that have a candidate for every value. */
    Walking(Prf prf, KeptValues.Link kept) {
        this(prf, kept, null);
    }

    /** @param otherwise for values that have no candidate because they cannot be read */
    Walking(Prf prf, KeptValues.Link kept, @Nullable Shaped otherwise) {
        this.prf = prf;
        this.kept = kept;
        this.otherwise = otherwise;
    }

    /** What is hashed; more than the normalised value where spellings must stay apart. */
    String hashed(String value, String normal) {
        return normal;
    }

    /** A candidate, another one for each stream; null when the value cannot be read, whatever the stream. */
    abstract @Nullable String candidate(String value, KeyStream stream, RowContext row);

    @Override
    public final String replace(String value, RowContext row) {
        if (!tells(value)) {
            return value;
        }
        String normal = kept.normalise(value);
        if (kept.contains(normal)) {
            return value;
        }
        String hashed = hashed(value, normal);
        String candidate = value;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String drawn = candidate(value, prf.stream(hashed, attempt), row);
            if (drawn == null) {
                return Objects.requireNonNull(otherwise).replace(value, made -> !isFree(made, value, normal));
            }
            candidate = drawn;
            if (isFree(candidate, value, normal)) {
                return candidate;
            }
        }
        return candidate;
    }

    /** A dash for want of a value tells nothing about anyone. */
    private static boolean tells(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isLetterOrDigit(value.codePointAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Candidates keep the layout of the value, so that without kept values a comparison of their spellings is enough. */
    private boolean isFree(String candidate, String value, String normal) {
        if (kept.isEmpty()) {
            return !Fold.isSame(candidate, value);
        }
        String seen = kept.normalise(candidate);
        return !seen.equals(normal) && !kept.contains(seen);
    }
}
