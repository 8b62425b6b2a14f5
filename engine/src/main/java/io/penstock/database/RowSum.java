package io.penstock.database;

/**
 * The sum of the hashes of rows modulo 2^128, which does not depend on their order. Sums of parts add up to the sum of the table.
 *
 * @param rows how many rows were summed
 */
public record RowSum(long rows, long high, long low) {

    public static final RowSum ZERO = new RowSum(0, 0, 0);

    public RowSum plus(RowSum other) {
        long newLow = low + other.low;
        long carry = Long.compareUnsigned(newLow, low) < 0 ? 1 : 0;
        return new RowSum(rows + other.rows, high + other.high + carry, newLow);
    }
}
