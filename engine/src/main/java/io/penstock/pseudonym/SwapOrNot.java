package io.penstock.pseudonym;

import javax.crypto.Cipher;

/**
 * A circle of numbers too many for a table and too few for FF1, by the swap-or-not shuffle (Hoang, Morris, Rogaway: An Enciphering Scheme Based on a Card
 * Shuffle, 2012), which is secure for small domains. Each round is its own inverse.
 */
final class SwapOrNot implements Circle {

    private static final int ROUNDS_PER_BIT = 6;

    private final BlockCipher aes;
    private final byte[] tweak;
    private final int size;
    private final int[] roundKeys;

    /** @param tweak 8 bytes that tell this circle from others under the same key */
    SwapOrNot(BlockCipher aes, byte[] tweak, int size) {
        this.aes = aes;
        this.tweak = tweak;
        this.size = size;
        this.roundKeys = new int[ROUNDS_PER_BIT * (32 - Integer.numberOfLeadingZeros(size))];
        Cipher cipher = aes.ofThread();
        byte[] block = new byte[16];
        for (int i = 0; i < roundKeys.length; i++) {
            fill(block, i, 0xFF, 0);
            BlockCipher.encrypt(cipher, block);
            roundKeys[i] = (int) ((Ff1.toLong(block) >>> 1) % size);
        }
    }

    @Override
    public long next(long number) {
        Cipher cipher = aes.ofThread();
        byte[] block = new byte[16];
        int x = (int) number;
        for (int i = 0; i < roundKeys.length; i++) {
            x = round(cipher, block, i, x);
        }
        x = x + 1 == size ? 0 : x + 1;
        for (int i = roundKeys.length - 1; i >= 0; i--) {
            x = round(cipher, block, i, x);
        }
        return x;
    }

    private int round(Cipher cipher, byte[] block, int round, int x) {
        int partner = roundKeys[round] - x;
        partner = partner < 0 ? partner + size : partner;
        fill(block, round, 0, Math.max(x, partner));
        BlockCipher.encrypt(cipher, block);
        return (block[0] & 1) == 0 ? x : partner;
    }

    private void fill(byte[] block, int round, int purpose, int number) {
        System.arraycopy(tweak, 0, block, 0, 8);
        block[8] = (byte) purpose;
        block[9] = (byte) round;
        block[10] = 0;
        block[11] = 0;
        block[12] = (byte) (number >>> 24);
        block[13] = (byte) (number >>> 16);
        block[14] = (byte) (number >>> 8);
        block[15] = (byte) number;
    }

    @Override
    public int bytes() {
        return 64 + 4 * roundKeys.length;
    }
}
