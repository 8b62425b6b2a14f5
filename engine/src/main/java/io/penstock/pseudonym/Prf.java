package io.penstock.pseudonym;

import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/**
 * HMAC-SHA-256 under the subkey of one link: the only source of choice in this package. Safe for use by several threads, each of which has its own {@link Mac}.
 */
final class Prf {

    private final byte[] key;
    private final ThreadLocal<Mac> macs;

    Prf(byte[] key) {
        this.key = key.clone();
        this.macs = ThreadLocal.withInitial(() -> PseudonymKey.mac(this.key));
    }

    /** 32 bytes that depend on the text, the attempt (0 for the first candidate) and the block's number. */
    byte[] block(String text, int attempt, int number) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[4 + utf8.length];
        message[0] = (byte) attempt;
        message[1] = (byte) (attempt >>> 8);
        message[2] = (byte) number;
        message[3] = (byte) (number >>> 8);
        System.arraycopy(utf8, 0, message, 4, utf8.length);
        return macs.get().doFinal(message);
    }

    /** An endless stream of choices for a text; another one for each attempt. */
    KeyStream stream(String text, int attempt) {
        return new KeyStream(this, text, attempt);
    }

    /** 32 bytes for another purpose, which say nothing about any other. */
    byte[] keyOf(String purpose) {
        return PseudonymKey.mac(key).doFinal(("key\u0000" + purpose).getBytes(StandardCharsets.UTF_8));
    }

    /** 16 bytes for a block cipher, of another purpose than the streams. */
    byte[] cipherKey() {
        byte[] whole = PseudonymKey.mac(key).doFinal("cipher".getBytes(StandardCharsets.UTF_8));
        return java.util.Arrays.copyOf(whole, 16);
    }
}
