package io.penstock.pseudonym;

import java.math.BigInteger;

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
    public @org.jspecify.annotations.Nullable String replace(String value, RowContext row) {
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
        // A single zero before the point stays, so that the fraction may become zero without the number changing its
        // sign's meaning.
        boolean onlyFraction = point >= 0 && whole - zeros == 1 && digits.charAt(zeros) == '0';
        int fixed = onlyFraction ? zeros + 1 : zeros;
        if (fixed == digits.length()) {
            return value;
        }
        String sign = value.substring(0, start);
        String made = permuted(sign, digits, fixed, onlyFraction, point < 0);
        return point < 0 ? sign + made : sign + made.substring(0, whole) + "." + made.substring(whole);
    }

    private String permuted(String sign, String digits, int fixed, boolean fromZero, boolean integer) {
        String head = digits.substring(0, fixed);
        int length = digits.length() - fixed;
        BigInteger number = new BigInteger(digits.substring(fixed));
        BigInteger low = fromZero || (length == 1 && integer && sign.isEmpty() && fixed == 0)
                ? BigInteger.ZERO
                : BigInteger.TEN.pow(length - 1);
        BigInteger high = BigInteger.TEN.pow(length);
        BigInteger beyond = largest.add(BigInteger.ONE).add(sign.equals("-") ? BigInteger.ONE : BigInteger.ZERO);
        if (integer && fixed == 0 && beyond.compareTo(high) < 0 && beyond.compareTo(low) > 0) {
            // Numbers beyond the narrowest column stand in wider ones only; they are permuted among themselves.
            low = number.compareTo(beyond) < 0 ? low : beyond;
            high = number.compareTo(beyond) < 0 ? beyond : high;
        }
        BigInteger base = low;
        BigInteger size = high.subtract(low);
        if (size.compareTo(BigInteger.ONE) <= 0) {
            return digits;
        }
        String shape = sign + head + "#" + length + (integer ? "i" : "d") + low + "-" + high;
        if (size.bitLength() <= 62) {
            long image = permutations.next(
                    shape,
                    size.longValue(),
                    number.subtract(base).longValue(),
                    x -> isKept(sign, head, length, base.add(BigInteger.valueOf(x))));
            return head + padded(base.add(BigInteger.valueOf(image)), length);
        }
        BigInteger image =
                permutations.next(shape, size, number.subtract(base), x -> isKept(sign, head, length, base.add(x)));
        return head + padded(base.add(image), length);
    }

    private boolean isKept(String sign, String head, int length, BigInteger number) {
        return !kept.isEmpty() && kept.contains(sign + head + padded(number, length));
    }

    private static String padded(BigInteger number, int length) {
        String digits = number.toString();
        return "0".repeat(length - digits.length()) + digits;
    }
}
