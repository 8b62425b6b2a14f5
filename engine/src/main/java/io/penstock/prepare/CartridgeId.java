package io.penstock.prepare;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** UUIDs in the platform's form of 24 characters, derived from what they identify, so that they are the same in every database. */
final class CartridgeId {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
    private static final int LENGTH = 24;

    private CartridgeId() {}

    /** The UUID of a cartridge. */
    static String of(String name) {
        return derived("cartridge " + name);
    }

    /** The UUID of what a text names. */
    static String derived(String what) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256").digest(("penstock " + what).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        StringBuilder id = new StringBuilder(LENGTH);
        int bits = 0;
        int count = 0;
        for (int i = 0; id.length() < LENGTH; i++) {
            bits = bits << 8 | hash[i] & 0xFF;
            count += 8;
            while (count >= 6 && id.length() < LENGTH) {
                count -= 6;
                id.append(ALPHABET.charAt(bits >> count & 0x3F));
            }
        }
        return id.toString();
    }
}
