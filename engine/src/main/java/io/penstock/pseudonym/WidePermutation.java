package io.penstock.pseudonym;

import javax.crypto.Cipher;

/**
 * A permutation of pairs of numbers below two sizes of at most 2^62: a Feistel network of ten alternating rounds with AES as the round function, as FF1 is (NIST
 * SP 800-38G), but over two sizes rather than numerals of one radix (the scheme FE2 of Bellare, Ristenpart, Rogaway and Stegers: Format-Preserving Encryption,
 * 2009). The domain has more than 2^60 pairs, so that no fixed point has to be avoided.
 */
final class WidePermutation {

    private static final int ROUNDS = 10;

    private final BlockCipher aes;
    private final long left;
    private final long right;
    private final byte[] encryptedHeader;

    /** @param tweak 8 bytes that tell this permutation from others under the same key */
    WidePermutation(BlockCipher aes, byte[] tweak, long left, long right) {
        this.aes = aes;
        this.left = left;
        this.right = right;
        // The first bytes differ from those of a header of FF1.
        this.encryptedHeader = new byte[] {'w', 'i', 'd', 'e', ROUNDS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        System.arraycopy(tweak, 0, encryptedHeader, 8, 8);
        BlockCipher.encrypt(aes.ofThread(), encryptedHeader);
    }

    /** Replaces a pair by its image, in place. */
    void next(long[] pair) {
        Cipher cipher = aes.ofThread();
        byte[] block = new byte[16];
        for (int i = 0; i < ROUNDS; i += 2) {
            pair[0] = moved(pair[0], left, i, pair[1], cipher, block);
            pair[1] = moved(pair[1], right, i + 1, pair[0], cipher, block);
        }
    }

    private long moved(long number, long size, int round, long other, Cipher cipher, byte[] block) {
        for (int i = 0; i < 8; i++) {
            block[i] = (byte) (encryptedHeader[i] ^ other >>> (8 * i));
        }
        System.arraycopy(encryptedHeader, 8, block, 8, 8);
        block[8] ^= (byte) round;
        BlockCipher.encrypt(cipher, block);
        long moved = number + scaled(Ff1.toLong(block, 0), Ff1.toLong(block, 8), size);
        return moved >= size ? moved - size : moved;
    }

    /** A fraction of 128 bits times a size: even but for size / 2^128. */
    private static long scaled(long high, long low, long size) {
        long product = high * size;
        long sum = product + multiplyHigh(low, size);
        long carry = Long.compareUnsigned(sum, product) < 0 ? 1 : 0;
        return multiplyHigh(high, size) + carry;
    }

    /** The upper half of the product of an unsigned word and a size. */
    private static long multiplyHigh(long word, long size) {
        return Math.multiplyHigh(word, size) + (word >> 63 & size);
    }
}
