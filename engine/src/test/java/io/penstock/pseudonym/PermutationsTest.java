package io.penstock.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

class PermutationsTest {

    private static final byte[] TWEAK = {1, 2, 3, 4, 5, 6, 7, 8};

    private final Prf prf = new Prf(PseudonymizerBuilder.KEY.subkey("acme", "code", "pseudonyms"));
    private final BlockCipher aes = new BlockCipher(prf.cipherKey());

    @Property(tries = 60)
    void everySmallDomainIsOneCircle(@ForAll @IntRange(min = 2, max = 3000) int size) {
        assertThat(lengthOfCircle(new TableCircle(size, prf.stream("x", 0)), size))
                .isEqualTo(size);
    }

    @Test
    void aMiddlingDomainIsOneCircle() {
        assertThat(lengthOfCircle(new SwapOrNot(aes, TWEAK, 140_001), 140_001)).isEqualTo(140_001);
    }

    @Test
    void theSmallestDomainOfFf1IsOneCircle() {
        assertThat(lengthOfCircle(new Ff1(aes, TWEAK, 1_000_003), 1_000_003)).isEqualTo(1_000_003);
    }

    private static int lengthOfCircle(Circle circle, int size) {
        BitSet seen = new BitSet(size);
        long number = 0;
        while (!seen.get((int) number)) {
            seen.set((int) number);
            number = circle.next(number);
        }
        return seen.cardinality();
    }

    @Property(tries = 200)
    void longArithmeticGivesWhatTheGeneralFf1Gives(
            @ForAll @LongRange(min = Ff1.SMALLEST, max = Ff1.LARGEST) long size, @ForAll @LongRange(min = 0) long any) {
        long number = any % size;
        int numerals = Ff1.numerals(size);
        int radix = Ff1.radix(size, numerals);
        byte[] digits = new byte[2 * numerals];
        long rest = number;
        for (int i = numerals - 1; i >= 0; i--) {
            digits[2 * i] = (byte) (rest % radix >>> 8);
            digits[2 * i + 1] = (byte) (rest % radix);
            rest /= radix;
        }
        boolean bytes = radix <= 256;
        byte[] block = bytes ? everySecond(digits) : digits;
        FPEFF1Engine oracle = new FPEFF1Engine();
        oracle.init(true, new FPEParameters(new KeyParameter(aes.key()), radix, TWEAK));
        oracle.processBlock(block, 0, block.length, block, 0);
        long expected = 0;
        for (int i = 0; i < numerals; i++) {
            int digit = bytes ? block[i] & 0xFF : (block[2 * i] & 0xFF) << 8 | block[2 * i + 1] & 0xFF;
            expected = expected * radix + digit;
        }

        assertThat(new Ff1(aes, TWEAK, size).encrypt(number, aes.ofThread(), new byte[16]))
                .isEqualTo(expected);
    }

    private static byte[] everySecond(byte[] digits) {
        byte[] low = new byte[digits.length / 2];
        for (int i = 0; i < low.length; i++) {
            low[i] = digits[2 * i + 1];
        }
        return low;
    }

    @Test
    void walksOnPastKeptNumbersAndStaysAPermutationOfTheOthers() {
        Permutations permutations = new Permutations(prf);
        Set<Long> kept = Set.of(3L, 14L, 15L, 92L, 65L);
        Set<Long> images = new HashSet<>();
        for (long number = 0; number < 100; number++) {
            if (!kept.contains(number)) {
                images.add(permutations.next("two digits", 100, number, kept::contains));
            }
        }

        assertThat(images).hasSize(95).doesNotContainAnyElementsOf(kept);
    }

    @Test
    void otherShapesOfOneSizeAreOtherCircles() {
        Permutations permutations = new Permutations(prf);

        assertThat(permutations.next("a", 10_000_000, 5, x -> false))
                .isNotEqualTo(permutations.next("b", 10_000_000, 5, x -> false));
    }

    @Property(tries = 20)
    void everyPairOfHalvesHasItsOwnImage(
            @ForAll @IntRange(min = 2, max = 300) int left, @ForAll @IntRange(min = 2, max = 300) int right) {
        WidePermutation permutation = new WidePermutation(aes, TWEAK, left, right);
        BitSet images = new BitSet(left * right);
        for (int i = 0; i < left * right; i++) {
            long[] pair = {i / right, i % right};
            permutation.next(pair);
            assertThat(pair[0]).isBetween(0L, left - 1L);
            assertThat(pair[1]).isBetween(0L, right - 1L);
            images.set((int) (pair[0] * right + pair[1]));
        }

        assertThat(images.cardinality()).isEqualTo(left * right);
    }

    @Test
    void imagesOfWideHalvesAreSpreadEvenly() {
        long size = (1L << 61) + 12_345;
        WidePermutation permutation = new WidePermutation(aes, TWEAK, size, size);
        int[] eighths = new int[8];
        for (int i = 0; i < 8000; i++) {
            long[] pair = {i, 0};
            permutation.next(pair);
            eighths[(int) (pair[0] / (size / 8 + 1))]++;
            eighths[(int) (pair[1] / (size / 8 + 1))]++;
        }

        // 2000 are expected in each; eight standard deviations.
        for (int count : eighths) {
            assertThat(count).isBetween(1660, 2340);
        }
    }

    @Property(tries = 100)
    void longStringsStayInTheirDomain(
            @ForAll @IntRange(min = 64, max = 600) int bits, @ForAll @LongRange(min = 0) long any) {
        BigInteger size = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.valueOf(12_345));
        BigInteger image =
                new Permutations(prf).next("long", size, BigInteger.valueOf(any).mod(size), x -> false);

        assertThat(image).isGreaterThanOrEqualTo(BigInteger.ZERO).isLessThan(size);
    }
}
