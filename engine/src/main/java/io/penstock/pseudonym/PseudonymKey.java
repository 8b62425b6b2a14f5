package io.penstock.pseudonym;

import io.penstock.PenstockException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret from which all pseudonyms are made. Who has it can link pseudonyms to persons; without it nobody can.
 *
 * <p>Subkeys are derived with HKDF-SHA256 (RFC 5869), so that one landscape's or link's pseudonyms say nothing about another's. Its {@code toString} shows the
 * {@link #id()} alone. Safe for use by several threads.
 */
public final class PseudonymKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_BYTES = 32;
    private static final int MINIMUM_BYTES = 32;
    private static final int MINIMUM_DISTINCT_BYTES = 8;

    private final byte[] pseudoRandomKey;
    private final String id;

    private PseudonymKey(byte[] secret) {
        this.pseudoRandomKey = hmac("io.penstock.pseudonym".getBytes(StandardCharsets.UTF_8), secret);
        this.id = HexFormat.of().formatHex(subkey("", "", "key id"), 0, 8);
    }

    /**
     * Reads a key.
     *
     * @param base64 at least 32 bytes; surrounding white space is ignored
     */
    public static PseudonymKey ofBase64(String base64) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            // The decoder's message quotes characters of the key, so it must not travel on as a cause.
            throw invalid("The pseudonym key is not base64.");
        }
        if (secret.length < MINIMUM_BYTES) {
            throw invalid("The pseudonym key has " + secret.length + " bytes, at least 32 are needed.");
        }
        if (distinct(secret) < MINIMUM_DISTINCT_BYTES) {
            throw invalid("The pseudonym key repeats a few bytes and can be guessed.");
        }
        return new PseudonymKey(secret);
    }

    /** A key that nobody has: what is made with it cannot be made again. */
    static PseudonymKey random() {
        byte[] secret = new byte[MINIMUM_BYTES];
        new SecureRandom().nextBytes(secret);
        return new PseudonymKey(secret);
    }

    private static PenstockException invalid(String what) {
        return new PenstockException(
                PseudonymProblem.PSEUDONYM_KEY_INVALID,
                what,
                "Make one with `openssl rand -base64 32` and keep it where secrets are kept.");
    }

    private static long distinct(byte[] secret) {
        boolean[] seen = new boolean[256];
        for (byte b : secret) {
            seen[b & 0xFF] = true;
        }
        int count = 0;
        for (boolean one : seen) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /** A short public fingerprint, 16 hexadecimal digits: equal for equal keys, and of no use to find the key. */
    public String id() {
        return id;
    }

    /** 32 bytes for one use of the key; the names are framed, so that no two uses run together. */
    byte[] subkey(String landscape, String link, String purpose) {
        String info = landscape.length() + ":" + landscape + link.length() + ":" + link + purpose;
        byte[] bytes = info.getBytes(StandardCharsets.UTF_8);
        byte[] block = Arrays.copyOf(bytes, bytes.length + 1);
        block[bytes.length] = 1;
        return hmac(pseudoRandomKey, block);
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        byte[] result = mac(key).doFinal(message);
        if (result.length != HASH_BYTES) {
            throw new IllegalStateException("HMAC-SHA-256 gave " + result.length + " bytes");
        }
        return result;
    }

    static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "PseudonymKey[" + id + "]";
    }
}
