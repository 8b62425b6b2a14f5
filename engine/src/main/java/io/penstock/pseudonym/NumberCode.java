package io.penstock.pseudonym;

import java.math.BigInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A permutation of the numbers with one sign, as many digits before and as many after the point; never a leading zero where there was none, never outside the range
 * of the narrowest integer column of the link.
 */
final class NumberCode implements Pseudonymizer {

    private final Permutations permutations;
    private final KeptValues.Link kept;
    private final BigInteger largest;
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
        String shape = head + "#" + length + (integer ? "i" : "d") + low + "-" + high;
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
