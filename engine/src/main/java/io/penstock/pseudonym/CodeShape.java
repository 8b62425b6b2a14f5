package io.penstock.pseudonym;

import org.jspecify.annotations.Nullable;

/**
 * The codes of one shape in plain ASCII, and their permutation in long arithmetic. Codes are numbers in the mixed radix of their places; up to 2^61 of them
 * are permuted by a {@link Circle}, up to 2^119 as two halves by a {@link WidePermutation}.
 */
final class CodeShape {

    private static final int CIRCLE_BITS = 61;

    /** The larger half of what is split at a place has at most half of a letter's 4.7 bits more, and must stay below 62. */
    private static final double LARGEST_HALF = 59.5;

    /** {@code 0} for a digit, {@code a} for a letter; every other character stands for itself. */
    private final char[] places;

    private final int split;
    private final @Nullable Circle circle;
    private final @Nullable WidePermutation wide;

    private CodeShape(char[] places, int split, @Nullable Circle circle, @Nullable WidePermutation wide) {
        this.places = places;
        this.split = split;
        this.circle = circle;
        this.wide = wide;
    }

    /** The shape of a value; null when it is not ASCII or has more than 2^119 codes. */
    static @Nullable CodeShape of(String value, Permutations permutations) {
        char[] places = new char[value.length()];
        StringBuilder key = new StringBuilder(2 * places.length);
        double bits = 0;
        for (int i = 0; i < places.length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                return null;
            }
            places[i] = place(c);
            bits += bits(places[i]);
            key.append(places[i]).append(radix(places[i]) == 1 ? '=' : '*');
        }
        if (bits < CIRCLE_BITS) {
            long size = size(places, 0, places.length);
            Circle circle = size < 2 ? null : permutations.circle(key.toString(), size);
            return new CodeShape(places, 0, circle, null);
        }
        if (bits / 2 > LARGEST_HALF) {
            return null;
        }
        int split = split(places, bits / 2);
        long left = size(places, 0, split);
        long right = size(places, split, places.length);
        return new CodeShape(places, split, null, permutations.wide(key.toString(), left, right));
    }

    /** The place at which the first part has nearest to half of the bits. */
    private static int split(char[] places, double half) {
        double bits = 0;
        for (int i = 0; i < places.length; i++) {
            double more = bits(places[i]);
            if (bits + more / 2 > half) {
                return i;
            }
            bits += more;
        }
        return places.length;
    }

    private static double bits(char place) {
        return Math.log(radix(place)) / Math.log(2);
    }

    private static long size(char[] places, int from, int to) {
        long size = 1;
        for (int i = from; i < to; i++) {
            size *= radix(places[i]);
        }
        return size;
    }

    private static int radix(char place) {
        return place == '0' ? 10 : place == 'a' ? 26 : 1;
    }

    private static char place(char c) {
        if (c >= '0' && c <= '9') {
            return '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z' ? 'a' : c;
    }

    boolean fits(String value) {
        if (value.length() != places.length) {
            return false;
        }
        for (int i = 0; i < places.length; i++) {
            if (place(value.charAt(i)) != places[i]) {
                return false;
            }
        }
        return true;
    }

    /** The image of a value of this shape that is not a kept one. */
    String next(String value, KeptValues.Link kept) {
        if (wide != null) {
            return wide(wide, value, kept);
        }
        if (circle == null) {
            return value;
        }
        long rank = rank(value, 0, places.length);
        char[] made = value.toCharArray();
        long image = rank;
        String text;
        do {
            image = circle.next(image);
            unrank(image, made, 0, places.length);
            text = new String(made);
        } while (image != rank && kept.contains(text));
        return text;
    }

    private String wide(WidePermutation permutation, String value, KeptValues.Link kept) {
        long[] halves = {rank(value, 0, split), rank(value, split, places.length)};
        char[] made = value.toCharArray();
        String text;
        do {
            permutation.next(halves);
            unrank(halves[0], made, 0, split);
            unrank(halves[1], made, split, places.length);
            text = new String(made);
        } while (kept.contains(text));
        return text;
    }

    private long rank(String value, int from, int to) {
        long rank = 0;
        for (int i = from; i < to; i++) {
            char place = places[i];
            if (place == '0') {
                rank = rank * 10 + value.charAt(i) - '0';
            } else if (place == 'a') {
                rank = rank * 26 + (value.charAt(i) | 0x20) - 'a';
            }
        }
        return rank;
    }

    /** Letters take the case of those that they replace. */
    private void unrank(long rank, char[] made, int from, int to) {
        long rest = rank;
        for (int i = to - 1; i >= from; i--) {
            char place = places[i];
            if (place == '0') {
                made[i] = (char) ('0' + rest % 10);
                rest /= 10;
            } else if (place == 'a') {
                made[i] = (char) ((made[i] & 0x20) + 'A' + rest % 26);
                rest /= 26;
            }
        }
    }
}
