package io.penstock.pseudonym;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A permutation of UUIDs (RFC 9562) that keeps version and variant, and the layout of the value. The platform's own identifiers of 24 characters become others of
 * the same shape.
 */
final class UuidCode implements Pseudonymizer {

    private static final Pattern PLATFORM = Pattern.compile("[A-Za-z0-9_.+/-]{24}");
    private static final int DIGITS = 32;
    private static final long VERSION = 0xF000L;

    private final WidePermutation permutation;
    private final KeptValues.Link kept;
    private final Code code;
    private final OddValues odd;

    UuidCode(Permutations permutations, KeptValues.Link kept, OddValues odd) {
        // 60 bits beside the version, 61 beside a variant of up to three bits.
        this.permutation = permutations.wide("uuid", 1L << 60, 1L << 61);
        this.kept = kept;
        this.code = new Code(permutations, kept);
        this.odd = odd;
    }

    /** The 32 digits of a UUID in lower case; any other value as it is. */
    static String normalise(String value) {
        String digits = digits(value);
        return digits == null ? value : digits;
    }

    @Override
    public String replace(String value, RowContext row) {
        String digits = digits(value);
        if (digits == null) {
            return other(value, row);
        }
        if (kept.contains(digits)) {
            return value;
        }
        long high = Long.parseUnsignedLong(digits.substring(0, 16), 16);
        long low = Long.parseUnsignedLong(digits.substring(16), 16);
        long[] halves = {high >>> 4 & ~0xFFFL | high & 0xFFF, low & (1L << 61) - 1};
        String made;
        do {
            permutation.next(halves);
            long newHigh = (halves[0] & ~0xFFFL) << 4 | high & VERSION | halves[0] & 0xFFF;
            made = hex(newHigh) + hex(low >>> 61 << 61 | halves[1]);
        } while (kept.contains(made));
        return filled(value, made);
    }

    /** Walks on past codes that are UUIDs: those are the pseudonyms of UUIDs. */
    private String other(String value, RowContext row) {
        if (!PLATFORM.matcher(value).matches()) {
            odd.add();
        }
        String made = value;
        do {
            made = code.replace(made, row);
        } while (digits(made) != null);
        return made;
    }

    private static String hex(long half) {
        String digits = Long.toHexString(half);
        return "0".repeat(16 - digits.length()) + digits;
    }

    private static @Nullable String digits(String value) {
        if (value.length() < DIGITS || value.length() > 45) {
            return null;
        }
        StringBuilder digits = new StringBuilder(DIGITS);
        boolean upper = false;
        boolean lower = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9' || c >= 'a' && c <= 'f') {
                lower |= c >= 'a';
                digits.append(c);
            } else if (c >= 'A' && c <= 'F') {
                upper = true;
                digits.append((char) (c | 0x20));
            } else if (c != '-' && c != '{' && c != '}') {
                return null;
            }
        }
        // With letters of both cases there would be more spellings of one value than of its pseudonym.
        return digits.length() == DIGITS && !(upper && lower) ? digits.toString() : null;
    }

    private static String filled(String layout, String made) {
        boolean upper = layout.chars().anyMatch(c -> c >= 'A' && c <= 'F');
        StringBuilder filled = new StringBuilder(layout.length());
        int next = 0;
        for (int i = 0; i < layout.length(); i++) {
            char c = layout.charAt(i);
            boolean fixed = c == '-' || c == '{' || c == '}';
            char digit = fixed ? c : made.charAt(next++);
            filled.append(upper && digit >= 'a' && digit <= 'f' ? (char) (digit - 0x20) : digit);
        }
        return filled.toString();
    }
}
