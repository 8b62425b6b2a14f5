package io.penstock.backup;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.penstock.PenstockException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of backups. Objects are encrypted with AES-256-GCM in segments of 1 MiB by Tink's streaming AEAD, whose nonces hold the number of the segment and whether it is
 * the last one: segments that are cut off, swapped or repeated are noticed, and so is an object that stands in another's place, since its name is authenticated with it.
 * Subkeys are derived with HKDF-SHA256 (RFC 5869). Thread-safe.
 */
final class BackupKey {

    private static final int SEGMENT = 1 << 20;
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] pseudoRandomKey;

    private BackupKey(byte[] secret) {
        this.pseudoRandomKey = hmac("io.penstock.backup".getBytes(StandardCharsets.UTF_8), secret);
    }

    /**
     * Reads a key.
     *
     * @param base64 at least 32 bytes; surrounding white space is ignored
     */
    static BackupKey ofBase64(String base64) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            // The decoder's message quotes characters of the key, so it must not travel on as a cause.
            throw invalid("The backup key is not base64.");
        }
        if (secret.length < KEY_BYTES) {
            throw invalid("The backup key has " + secret.length + " bytes, at least 32 are needed.");
        }
        return new BackupKey(secret);
    }

    private static PenstockException invalid(String what) {
        return new PenstockException(
                BackupProblem.BACKUP_KEY_INVALID,
                what,
                "Make one with `openssl rand -base64 32` and keep it where secrets are kept.");
    }

    /** A short public fingerprint: equal for equal keys, and of no use to find the key. */
    String id() {
        return HexFormat.of().formatHex(subkey("key id"), 0, 8);
    }

    /** @param place the name of what is written; it can be read under this name alone */
    OutputStream encrypting(OutputStream to, String place) throws IOException {
        try {
            return streaming().newEncryptingStream(to, place.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    InputStream decrypting(InputStream from, String place) throws IOException {
        try {
            return streaming().newDecryptingStream(from, place.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private AesGcmHkdfStreaming streaming() throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(subkey("objects"), ALGORITHM, KEY_BYTES, SEGMENT, 0);
    }

    /** Vouches for a message, in hexadecimal digits. */
    String mac(byte[] message) {
        return HexFormat.of().formatHex(hmac(subkey("manifest"), message));
    }

    boolean vouches(byte[] message, String mac) {
        return MessageDigest.isEqual(
                mac(message).getBytes(StandardCharsets.UTF_8), mac.strip().getBytes(StandardCharsets.UTF_8));
    }

    /** One block of HKDF's expansion: 32 bytes. */
    private byte[] subkey(String purpose) {
        byte[] info = (purpose + "\u0001").getBytes(StandardCharsets.UTF_8);
        return hmac(pseudoRandomKey, info);
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + ALGORITHM, e);
        }
    }
}
