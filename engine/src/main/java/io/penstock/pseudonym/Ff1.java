package io.penstock.pseudonym;

import javax.crypto.Cipher;

/**
 * A circle of 10^6 to 2^62 numbers by FF1 (NIST SP 800-38G), computed in long arithmetic: about twenty times as fast as the general form, which gives the same
 * results. A number is written with two to four numerals of a radix that makes the numerals' domain hardly larger than the size; what falls outside is walked on.
 */
final class Ff1 implements Circle {

    static final long SMALLEST = 1_000_000;
    static final long LARGEST = 1L << 62;
    private static final int ROUNDS = 10;

    private final BlockCipher aes;
    private final byte[] tweak;
    private final long size;
    private final long left;
    private final long right;
    private final int rightBytes;
    private final byte[] encryptedHeader;

    /** @param tweak 8 bytes that tell this circle from others under the same key */
    Ff1(BlockCipher aes, byte[] tweak, long size) {
        this.aes = aes;
        this.tweak = tweak;
        this.size = size;
        int numerals = numerals(size);
        int radix = radix(size, numerals);
        int u = numerals / 2;
        this.left = power(radix, u);
        this.right = power(radix, numerals - u);
        this.rightBytes = (64 - Long.numberOfLeadingZeros(right - 1) + 7) / 8;
        this.encryptedHeader = header(radix, u, numerals);
        BlockCipher.encrypt(aes.ofThread(), encryptedHeader);
    }

    static int numerals(long size) {
        return size <= 1L << 32 ? 2 : size <= 1L << 48 ? 3 : 4;
    }

    static int radix(long size, int numerals) {
        int radix = (int) Math.pow(size, 1.0 / numerals) - 1;
        while (power(radix, numerals) < size) {
            radix++;
        }
        return radix;
    }

    @Override
    public long next(long number) {
        Cipher cipher = aes.ofThread();
        byte[] block = new byte[16];
        long x = number;
        do {
            x = encrypt(x, cipher, block);
        } while (x >= size);
        x = x + 1 == size ? 0 : x + 1;
        do {
            x = decrypt(x, cipher, block);
        } while (x >= size);
        return x;
    }

    long encrypt(long x, Cipher cipher, byte[] block) {
        long a = x / right;
        long b = x % right;
        for (int i = 0; i < ROUNDS; i++) {
            long modulus = (i & 1) == 0 ? left : right;
            long c = (a + Long.remainderUnsigned(round(i, b, cipher, block), modulus)) % modulus;
            a = b;
            b = c;
        }
        return a * right + b;
    }

    private long decrypt(long x, Cipher cipher, byte[] block) {
        long a = x / right;
        long b = x % right;
        for (int i = ROUNDS - 1; i >= 0; i--) {
            long modulus = (i & 1) == 0 ? left : right;
            long c = (b - Long.remainderUnsigned(round(i, a, cipher, block), modulus) + modulus) % modulus;
            b = a;
            a = c;
        }
        return a * right + b;
    }

    /** Step 6 i to iii of FF1 with a tweak of 8 bytes and a half of at most 4: one block, of which the first 8 bytes count. */
    private long round(int round, long half, Cipher cipher, byte[] block) {
        System.arraycopy(tweak, 0, block, 0, 8);
        for (int i = 8; i < 16; i++) {
            block[i] = 0;
        }
        block[15 - rightBytes] = (byte) round;
        for (int i = 0; i < rightBytes; i++) {
            block[15 - i] = (byte) (half >>> (8 * i));
        }
        for (int i = 0; i < 16; i++) {
            block[i] ^= encryptedHeader[i];
        }
        BlockCipher.encrypt(cipher, block);
        return toLong(block);
    }

    private static byte[] header(int radix, int u, int numerals) {
        return new byte[] {
            1,
            2,
            1,
            (byte) (radix >>> 16),
            (byte) (radix >>> 8),
            (byte) radix,
            10,
            (byte) u,
            0,
            0,
            0,
            (byte) numerals,
            0,
            0,
            0,
            8
        };
    }

    private static long power(long radix, int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= radix;
        }
        return power;
    }

    /** The first eight bytes, most significant first. */
    static long toLong(byte[] block) {
        return toLong(block, 0);
    }

    static long toLong(byte[] block, int offset) {
        long number = 0;
        for (int i = offset; i < offset + 8; i++) {
            number = number << 8 | block[i] & 0xFF;
        }
        return number;
    }

    @Override
    public int bytes() {
        return 128;
    }
}
