package io.penstock.pseudonym;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES on single blocks. Safe for use by several threads, each of which has its own {@link Cipher}. */
final class BlockCipher {

    private final byte[] key;
    private final ThreadLocal<Cipher> ciphers;

    BlockCipher(byte[] key) {
        this.key = key.clone();
        this.ciphers = ThreadLocal.withInitial(this::cipher);
    }

    /** The calling thread's cipher, for {@link #encrypt(Cipher, byte[])}. */
    Cipher ofThread() {
        return ciphers.get();
    }

    byte[] key() {
        return key.clone();
    }

    /** Encrypts 16 bytes in place. */
    static void encrypt(Cipher cipher, byte[] block) {
        try {
            cipher.update(block, 0, 16, block, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES failed on a single block", e);
        }
    }

    private Cipher cipher() {
        try {
            // Single blocks inside FF1 and swap-or-not, which are the modes of operation here.
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES", e);
        }
    }
}
