package io.penstock.pseudonym;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** The keyed permutations of one link, one for each shape of values. Safe for use by several threads. */
final class Permutations {

    /** A table of this many takes half a megabyte and some ten milliseconds. */
    private static final int LARGEST_TABLE = 1 << 17;

    private static final long CACHE_BYTES = 16L << 20;

    private final Prf prf;
    private final BlockCipher aes;
    private final Map<String, Circle> circles = new ConcurrentHashMap<>();
    private final AtomicLong cached = new AtomicLong();

    Permutations(Prf prf) {
        this.prf = prf;
        this.aes = new BlockCipher(prf.cipherKey());
    }

    /**
     * The image of a number.
     *
     * @param shape tells domains of equal size apart
     * @param size of the domain, 2 or more
     * @param kept numbers that stay as they are and are nobody's image; not {@code number} itself
     */
    long next(String shape, long size, long number, Predicate<Long> kept) {
        Circle circle = circle(shape, size);
        long image = circle.next(number);
        while (image != number && kept.test(image)) {
            image = circle.next(image);
        }
        return image;
    }

    /** The same for domains above {@link Ff1#LARGEST}; here a fixed point is so rare that none is sought. */
    BigInteger next(String shape, BigInteger size, BigInteger number, Predicate<BigInteger> kept) {
        int numerals = (size.subtract(BigInteger.ONE).bitLength() + 15) / 16;
        int radix = (int) Math.pow(2, log2(size) / numerals) - 1;
        while (BigInteger.valueOf(radix).pow(numerals).compareTo(size) < 0) {
            radix++;
        }
        FPEFF1Engine engine = new FPEFF1Engine();
        engine.init(true, new FPEParameters(new KeyParameter(aes.key()), radix, tweak(shape)));
        BigInteger image = number;
        do {
            image = encrypt(engine, image, radix, numerals);
        } while (image.compareTo(size) >= 0 || (!image.equals(number) && kept.test(image)));
        return image;
    }

    private static BigInteger encrypt(FPEFF1Engine engine, BigInteger number, int radix, int numerals) {
        byte[] digits = new byte[2 * numerals];
        BigInteger base = BigInteger.valueOf(radix);
        BigInteger rest = number;
        for (int i = numerals - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(base);
            int digit = parts[1].intValue();
            digits[2 * i] = (byte) (digit >>> 8);
            digits[2 * i + 1] = (byte) digit;
            rest = parts[0];
        }
        engine.processBlock(digits, 0, digits.length, digits, 0);
        BigInteger image = BigInteger.ZERO;
        for (int i = 0; i < numerals; i++) {
            int digit = (digits[2 * i] & 0xFF) << 8 | digits[2 * i + 1] & 0xFF;
            image = image.multiply(base).add(BigInteger.valueOf(digit));
        }
        return image;
    }

    private static double log2(BigInteger number) {
        int shift = Math.max(0, number.bitLength() - 52);
        return Math.log(number.shiftRight(shift).doubleValue()) / Math.log(2) + shift;
    }

    /** A permutation of pairs, for domains above {@link Ff1#LARGEST}. */
    WidePermutation wide(String shape, long left, long right) {
        return new WidePermutation(aes, tweak(shape), left, right);
    }

    /** The circle of a shape; made when first asked for, and then kept while there is room. */
    Circle circle(String shape, long size) {
        Circle known = circles.get(shape);
        if (known != null) {
            return known;
        }
        Circle made = make(shape, size);
        if (cached.addAndGet(made.bytes() + 2L * shape.length() + 64) > CACHE_BYTES) {
            circles.clear();
            cached.set(made.bytes());
        }
        circles.put(shape, made);
        return made;
    }

    private Circle make(String shape, long size) {
        if (size <= LARGEST_TABLE) {
            return new TableCircle((int) size, prf.stream("table\u0000" + shape, 0));
        }
        return size < Ff1.SMALLEST ? new SwapOrNot(aes, tweak(shape), (int) size) : new Ff1(aes, tweak(shape), size);
    }

    private byte[] tweak(String shape) {
        return Arrays.copyOf(prf.block("tweak\u0000" + shape, 0, 0), 8);
    }
}
