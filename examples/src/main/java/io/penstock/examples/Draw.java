package io.penstock.examples;

/**
 * Chance that remembers nothing: every value is a function of the seed, a thing, its number and a facet, so that any row of
 * any table can be told without the others.
 */
final class Draw {

    private static final char[] DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._".toCharArray();

    private final long catalogSeed;
    private final long peopleSeed;

    Draw(long seed, ShopEnvironment environment) {
        catalogSeed = mix(seed);
        peopleSeed = mix(seed ^ mix(environment.environment().hashCode()));
    }

    /** The finalizer of SplitMix64: one to one on 64 bits. */
    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** 64 bits. */
    long bits(Thing thing, long number, int facet) {
        long seed = thing.shared() ? catalogSeed : peopleSeed;
        return mix(mix(seed ^ (((thing.code() << 8) | facet) << 40)) ^ number);
    }

    /** From 0 to {@code bound - 1}. */
    int below(long bound, Thing thing, long number, int facet) {
        return (int) ((bits(thing, number, facet) >>> 1) % bound);
    }

    /** True for so many of hundred. */
    boolean chance(int percent, Thing thing, long number, int facet) {
        return below(100, thing, number, facet) < percent;
    }

    /** The identifier of a business object: 24 characters, different for different numbers of one thing. */
    String id(Thing thing, long number) {
        long seed = thing.shared() ? catalogSeed : peopleSeed;
        // The first half is one to one with the number; the second says which thing it is.
        long first = mix(number ^ mix(seed + thing.code()));
        long second = mix(seed ^ thing.code());
        char[] id = new char[24];
        for (int i = 0; i < 11; i++) {
            id[i] = DIGITS[(int) (first >>> (6 * i)) & 63];
        }
        "AAAE".getChars(0, 4, id, 11);
        for (int i = 15; i < 24; i++) {
            id[i] = DIGITS[(int) (second >>> (6 * (i - 15))) & 63];
        }
        return new String(id);
    }

    /** So many decimal digits, the first of them not zero. */
    String digits(int count, Thing thing, long number, int facet) {
        long bits = bits(thing, number, facet) >>> 1;
        char[] digits = new char[count];
        for (int i = count - 1; i > 0; i--) {
            digits[i] = (char) ('0' + bits % 10);
            bits = i % 9 == 0 ? mix(bits) >>> 1 : bits / 10;
        }
        digits[0] = (char) ('1' + bits % 9);
        return new String(digits);
    }
}
