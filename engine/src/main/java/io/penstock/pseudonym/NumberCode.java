package io.penstock.pseudonym;

import java.math.BigInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A permutation of the numbers with one sign, as many digits before and as many after the point; never a leading zero where there was none, never outside the range
 * of the narrowest integer column of the link.
 */
final class NumberCode implements Pseudonymizer {

    /** Exact as a power of ten in a double, and below {@link Ff1#LARGEST}. */
    private static final int LONGEST_PLAIN = 18;

    private record Range(long low, long high, Circle circle) {}

    private final Permutations permutations;
    private final KeptValues.Link kept;
    private final BigInteger largest;
    /** By length. Threads may overwrite one another's, for they are equal. */
    private final @Nullable Range[] ranges = new Range[LONGEST_PLAIN + 1];

    private final Pseudonymizer otherwise;

    /**
     * @param largest the greatest number of the narrowest integer column
     * @param otherwise for what is not a number
     */
    NumberCode(Permutations permutations, KeptValues.Link kept, long largest, Pseudonymizer otherwise) {
        this.permutations = permutations;
        this.kept = kept;
        this.largest = BigInteger.valueOf(largest);
        this.otherwise = otherwise;
    }

    @Override
    public @Nullable String replace(String value, RowContext row) {
        if (kept.contains(value)) {
            return value;
        }
        String plain = plain(value);
        if (plain != null) {
            return plain;
        }
        int start = 0;
        while (start < value.length() && (value.charAt(start) == '-' || value.charAt(start) == '+')) {
            start++;
        }
        int point = value.indexOf('.');
        String digits = point < 0 ? value.substring(start) : value.substring(start, point) + value.substring(point + 1);
        if (start > 1 || digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return otherwise.replace(value, row);
        }
        int whole = (point < 0 ? value.length() : point) - start;
        int zeros = 0;
        while (zeros < whole - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        // A single zero before the point stays, and the fraction behind it may become anything.
        boolean zeroWhole = point >= 0 && whole - zeros == 1 && digits.charAt(zeros) == '0';
        int fixed = zeroWhole ? zeros + 1 : zeros;
        if (fixed == digits.length()) {
            return value;
        }
        boolean fraction = point >= 0 && (zeroWhole || whole == 0);
        String head = value.substring(0, start) + digits.substring(0, fixed);
        UnaryOperator<String> render = point < 0
                ? tail -> head + tail
                : tail -> {
                    String all = head + tail;
                    return all.substring(0, start(head) + whole) + "." + all.substring(start(head) + whole);
                };
        return permuted(value, head, digits.substring(fixed), fraction, point < 0, render);
    }

    /** Whole numbers without sign and leading zeros in long arithmetic; null for all others, and for those beyond the narrowest column. */
    private @Nullable String plain(String value) {
        int length = value.length();
        if (length == 0 || length > LONGEST_PLAIN || length > 1 && value.charAt(0) == '0') {
            return null;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                return null;
            }
            number = number * 10 + c - '0';
        }
        Range range = ranges[length];
        if (range == null) {
            range = range(length);
            ranges[length] = range;
        }
        if (number >= range.high() || range.high() - range.low() < 2) {
            return null;
        }
        long image = number - range.low();
        String made;
        do {
            image = range.circle().next(image);
            made = Long.toString(range.low() + image);
        } while (range.low() + image != number && kept.contains(made));
        return made;
    }

    /** The whole numbers of a length, as far as the narrowest column holds them. */
    private Range range(int length) {
        long low = length == 1 ? 0 : (long) Math.pow(10, length - 1);
        long high = (long) Math.pow(10, length);
        long held = largest.longValue() < high && largest.longValue() >= low ? largest.longValue() + 1 : high;
        String shape = shape("", length, true, BigInteger.valueOf(low), BigInteger.valueOf(held));
        // A range of one number has no circle and is not asked for one.
        return new Range(low, held, permutations.circle(shape, Math.max(2, held - low)));
    }

    private static String shape(String head, int length, boolean integer, BigInteger low, BigInteger high) {
        return head + "#" + length + (integer ? "i" : "d") + low + "-" + high;
    }

    private static int start(String head) {
        return head.startsWith("-") || head.startsWith("+") ? 1 : 0;
    }

    private String permuted(
            String value, String head, String tail, boolean fraction, boolean integer, UnaryOperator<String> render) {
        int length = tail.length();
        BigInteger number = new BigInteger(tail);
        BigInteger low = fraction || (length == 1 && integer && head.isEmpty())
                ? BigInteger.ZERO
                : BigInteger.TEN.pow(length - 1);
        BigInteger high = BigInteger.TEN.pow(length);
        BigInteger beyond = largest.add(head.equals("-") ? BigInteger.TWO : BigInteger.ONE);
        boolean ranged = integer && head.length() == start(head);
        if (ranged && beyond.compareTo(high) < 0 && beyond.compareTo(low) > 0) {
            // Numbers beyond the narrowest column stand in wider ones only; they are permuted among themselves.
            boolean inside = number.compareTo(beyond) < 0;
            low = inside ? low : beyond;
            high = inside ? beyond : high;
        }
        BigInteger size = high.subtract(low);
        if (size.compareTo(BigInteger.ONE) <= 0 || number.compareTo(low) < 0) {
            return value;
        }
        BigInteger base = low;
        String shape = shape(head, length, integer, low, high);
        BigInteger image;
        if (size.bitLength() <= 62) {
            image = BigInteger.valueOf(permutations.next(
                    shape,
                    size.longValue(),
                    number.subtract(base).longValue(),
                    x -> isKept(render, base.add(BigInteger.valueOf(x)), length)));
        } else {
            image = permutations.next(shape, size, number.subtract(base), x -> isKept(render, base.add(x), length));
        }
        return render.apply(padded(base.add(image), length));
    }

    private boolean isKept(UnaryOperator<String> render, BigInteger number, int length) {
        return !kept.isEmpty() && kept.contains(render.apply(padded(number, length)));
    }

    private static String padded(BigInteger number, int length) {
        String digits = number.toString();
        return "0".repeat(length - digits.length()) + digits;
    }
}
