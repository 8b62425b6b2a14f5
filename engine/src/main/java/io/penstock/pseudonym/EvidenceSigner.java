package io.penstock.pseudonym;

import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Signs the evidence of a landscape with Ed25519 (RFC 8032). The private key is derived from the pseudonym key with HKDF (RFC 5869), so that there is no second
 * secret to keep; the public one says nothing about it, and may be given to whoever has to check evidence. Safe for use by several threads.
 */
public final class EvidenceSigner {

    private static final int PUBLIC_BYTES = Ed25519PublicKeyParameters.KEY_SIZE;

    private final Ed25519PrivateKeyParameters privateKey;
    private final String keyId;

    /** @param landscape whose evidence is signed; others have other keys */
    public EvidenceSigner(PseudonymKey key, String landscape) {
        this.privateKey = new Ed25519PrivateKeyParameters(key.subkey(landscape, "", "evidence"), 0);
        this.keyId = key.id();
    }

    /** {@link PseudonymKey#id()} of the key behind it. */
    public String keyId() {
        return keyId;
    }

    /** In base64, 32 bytes. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(privateKey.generatePublicKey().getEncoded());
    }

    /** The signature, in base64. */
    public String sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, privateKey);
        signer.update(message, 0, message.length);
        return Base64.getEncoder().encodeToString(signer.generateSignature());
    }

    /** Whether a text is a public key in the form that {@link #publicKey} gives. */
    public static boolean isPublicKey(String text) {
        byte[] bytes = decoded(text);
        return bytes.length == PUBLIC_BYTES;
    }

    /** Whether the owner of a public key has signed a message; false for what is no key or no signature. */
    public static boolean verifies(String publicKey, byte[] message, String signature) {
        byte[] key = decoded(publicKey);
        byte[] signed = decoded(signature);
        if (key.length != PUBLIC_BYTES || signed.length != Ed25519PrivateKeyParameters.SIGNATURE_SIZE) {
            return false;
        }
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(key, 0));
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signed);
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
