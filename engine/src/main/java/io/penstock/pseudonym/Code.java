package io.penstock.pseudonym;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A permutation of the strings of one shape: digits stay digits, letters stay letters of their case, and all other characters stay as they are.
 *
 * <p>The case of letters is part of the shape and not of what is permuted, so that values that differ are also replaced by values that differ where the column
 * ignores case. Letters beyond ASCII stay in their block of Unicode and in their category.
 */
final class Code implements Pseudonymizer {

    private static final int[] DIGITS = "0123456789".codePoints().toArray();
    private static final int[] LETTERS =
            "abcdefghijklmnopqrstuvwxyz".codePoints().toArray();
    private static final Map<Integer, int[]> OTHER_LETTERS = new ConcurrentHashMap<>();

    /** Columns have few shapes, most of them of different lengths. */
    private static final int RECENT = 16;

    private final Permutations permutations;
    private final KeptValues.Link kept;

    /** The last shape of each length. Threads may overwrite one another's, for shapes are immutable and can be made again. */
    private final @Nullable CodeShape[] recent = new CodeShape[RECENT];

    Code(Permutations permutations, KeptValues.Link kept) {
        this.permutations = permutations;
        this.kept = kept;
    }

    @Override
    public String replace(String value, RowContext row) {
        if (kept.contains(value)) {
            return value;
        }
        int slot = value.length() % RECENT;
        CodeShape shape = recent[slot];
        if (shape == null || !shape.fits(value)) {
            shape = CodeShape.of(value, permutations);
            if (shape == null) {
                return general(value);
            }
            recent[slot] = shape;
        }
        return shape.next(value, kept);
    }

    /** For letters beyond ASCII, and for very long values. */
    private String general(String value) {
        int[] text = value.codePoints().toArray();
        int[][] alphabets = new int[text.length][];
        StringBuilder shape = new StringBuilder(text.length);
        BigInteger size = BigInteger.ONE;
        BigInteger rank = BigInteger.ZERO;
        long chunk = 1;
        long chunkRank = 0;
        for (int i = 0; i < text.length; i++) {
            int[] alphabet = alphabet(text[i]);
            alphabets[i] = alphabet;
            shape.appendCodePoint(alphabet.length == 0 ? text[i] : alphabet[0])
                    .append(alphabet.length == 0 ? '=' : '*');
            if (alphabet.length > 0) {
                chunk *= alphabet.length;
                chunkRank = chunkRank * alphabet.length + indexOf(alphabet, text[i]);
            }
            if (chunk > 1L << 48) {
                size = size.multiply(BigInteger.valueOf(chunk));
                rank = rank.multiply(BigInteger.valueOf(chunk)).add(BigInteger.valueOf(chunkRank));
                chunk = 1;
                chunkRank = 0;
            }
        }
        BigInteger step = BigInteger.valueOf(chunk);
        size = size.multiply(step);
        if (size.bitLength() < 2) {
            return value;
        }
        return permuted(
                text, alphabets, shape.toString(), size, rank.multiply(step).add(BigInteger.valueOf(chunkRank)));
    }

    private String permuted(int[] text, int[][] alphabets, String shape, BigInteger size, BigInteger rank) {
        if (size.bitLength() <= 62) {
            long image = permutations.next(
                    shape,
                    size.longValue(),
                    rank.longValue(),
                    number -> !kept.isEmpty() && kept.contains(unrank(number, text, alphabets)));
            return unrank(image, text, alphabets);
        }
        BigInteger image = permutations.next(
                shape, size, rank, number -> !kept.isEmpty() && kept.contains(unrank(number, text, alphabets)));
        return unrank(image, text, alphabets);
    }

    private static String unrank(long rank, int[] text, int[][] alphabets) {
        int[] made = text.clone();
        long rest = rank;
        for (int i = text.length - 1; i >= 0; i--) {
            int length = alphabets[i].length;
            if (length > 0) {
                made[i] = inCaseOf(text[i], alphabets[i][(int) (rest % length)]);
                rest /= length;
            }
        }
        return new String(made, 0, made.length);
    }

    private static String unrank(BigInteger rank, int[] text, int[][] alphabets) {
        int[] made = text.clone();
        BigInteger rest = rank;
        for (int i = text.length - 1; i >= 0; i--) {
            if (alphabets[i].length > 0) {
                BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(alphabets[i].length));
                made[i] = inCaseOf(text[i], alphabets[i][parts[1].intValue()]);
                rest = parts[0];
            }
        }
        return new String(made, 0, made.length);
    }

    private static int inCaseOf(int original, int made) {
        return original >= 'A' && original <= 'Z' ? made - 'a' + 'A' : made;
    }

    private static int indexOf(int[] alphabet, int codePoint) {
        if (alphabet == DIGITS) {
            return codePoint - '0';
        }
        if (alphabet == LETTERS) {
            return (codePoint | 0x20) - 'a';
        }
        return java.util.Arrays.binarySearch(alphabet, codePoint);
    }

    /** The characters that a character can become, in order; none for one that stays. */
    private static int[] alphabet(int codePoint) {
        if (codePoint >= '0' && codePoint <= '9') {
            return DIGITS;
        }
        int lower = codePoint | 0x20;
        if (lower >= 'a' && lower <= 'z' && codePoint < 0x80) {
            return LETTERS;
        }
        if (codePoint < 0x80 || !Character.isLetterOrDigit(codePoint)) {
            return new int[0];
        }
        return OTHER_LETTERS.computeIfAbsent((codePoint & ~0xFF) | Character.getType(codePoint), key -> {
            int block = codePoint & ~0xFF;
            int type = Character.getType(codePoint);
            return java.util.stream.IntStream.rangeClosed(Math.max(block, 0x80), block | 0xFF)
                    .filter(c -> Character.getType(c) == type)
                    .toArray();
        });
    }
}
