package io.penstock.pseudonym;

import java.util.List;

/** Choices drawn from a {@link Prf}, as many as are asked for. Used by one thread. */
final class KeyStream {

    /** Base 32 without {@code l}, {@code o}, {@code 0} and {@code 1}, which people mix up. */
    private static final String BASE32 = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Prf prf;
    private final String text;
    private final int attempt;
    private byte[] block;
    private int blocks = 1;
    private int used;

    KeyStream(Prf prf, String text, int attempt) {
        this.prf = prf;
        this.text = text;
        this.attempt = attempt;
        this.block = prf.block(text, attempt, 0);
    }

    private int next() {
        if (used == block.length) {
            block = prf.block(text, attempt, blocks++);
            used = 0;
        }
        return block[used++] & 0xFF;
    }

    /** A number in [0, bound); six bytes are reduced, so that no number is favoured by more than bound / 2^48. */
    int below(int bound) {
        long number = 0;
        for (int i = 0; i < 6; i++) {
            number = number << 8 | next();
        }
        return (int) (number % bound);
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
        StringBuilder tag = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            tag.append(BASE32.charAt(next() & 31));
        }
        return tag.toString();
    }
}
