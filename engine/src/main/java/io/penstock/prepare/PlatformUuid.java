package io.penstock.prepare;

import java.security.SecureRandom;

/** Identifiers in the platform's form: 24 characters, such as {@code 8rKsFt249DIAAAExssSBUPak}. */
public final class PlatformUuid {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PlatformUuid() {}

    /** One that nothing else has: 142 random bits. */
    public static String make() {
        StringBuilder made = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            made.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return made.toString();
    }
}
