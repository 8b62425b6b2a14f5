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
        Mac mac = macs.get();
        mac.update((byte) attempt);
        mac.update((byte) (attempt >>> 8));
        mac.update((byte) number);
        mac.update((byte) (number >>> 8));
        return mac.doFinal(utf8);
    }

    /** An endless stream of choices for a text; another one for each attempt. */
    KeyStream stream(String text, int attempt) {
        return new KeyStream(this, text, attempt);
    }

    /** 16 bytes for a block cipher, of another purpose than the streams. */
    byte[] cipherKey() {
        byte[] whole = PseudonymKey.mac(key).doFinal("cipher".getBytes(StandardCharsets.UTF_8));
        return java.util.Arrays.copyOf(whole, 16);
    }
}
