package io.penstock.pseudonym;

import java.util.List;

/**
 * Choices drawn from a {@link Prf}, as many as are asked for. Used by one thread.
 *
 * <p>Each word of 64 bits is read as a fraction from which choices are taken one after another, as an arithmetic decoder does, so that one block of the function is
 * enough for nearly every value.
 */
final class KeyStream {

    /** Base 32 without {@code l}, {@code o}, {@code 0} and {@code 1}, which people mix up. */
    private static final String BASE32 = "abcdefghijkmnpqrstuvwxyz23456789";

    /** Combinations that are taken from one word: the less, the more even the choices. */
    private static final long COMBINATIONS = 1L << 24;

    private final Prf prf;
    private final String text;
    private final int attempt;
    private byte[] block;
    private int blocks = 1;
    private int used;
    private long fraction;
    private long taken = COMBINATIONS;

    KeyStream(Prf prf, String text, int attempt) {
        this.prf = prf;
        this.text = text;
        this.attempt = attempt;
        this.block = prf.block(text, attempt, 0);
    }

    /** Whether this is the stream of a value's first candidate. */
    boolean isFirst() {
        return attempt == 0;
    }

    private long word() {
        if (used == block.length) {
            block = prf.block(text, attempt, blocks++);
            used = 0;
        }
        long word = 0;
        for (int end = used + Long.BYTES; used < end; used++) {
            word = word << 8 | block[used] & 0xFF;
        }
        return word;
    }

    /** A number in [0, bound); none is favoured by more than 2^-40, or bound / 2^64 for a bound above 2^24. */
    int below(int bound) {
        taken *= bound;
        if (taken > COMBINATIONS) {
            fraction = word();
            taken = bound;
        }
        long choice = Math.multiplyHigh(fraction, bound) + (fraction >> 63 & bound);
        fraction *= bound;
        return (int) choice;
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** A decimal digit. */
    char digit() {
        return (char) ('0' + below(10));
    }

    /** Five bits a character: 13 characters are 65 bits. */
    String tag(int length) {
        char[] tag = new char[length];
        long bits = 0;
        for (int i = 0; i < length; i++) {
            bits = i % 12 == 0 ? word() : bits >>> 5;
            tag[i] = BASE32.charAt((int) bits & 31);
        }
        return new String(tag);
    }
}
