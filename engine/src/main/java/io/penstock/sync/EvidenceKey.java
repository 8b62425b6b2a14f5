package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.Secret;
import io.penstock.pseudonym.EvidenceSigner;
import io.penstock.pseudonym.PseudonymKey;

/** The key that evidence of a landscape is verified with. */
public final class EvidenceKey {

    private EvidenceKey() {}

    /** @throws PenstockException KEY-MISSING */
    public static String ofLandscape(Landscape landscape) {
        Secret key = landscape.pseudonymKey();
        if (key == null) {
            throw new PenstockException(
                    SyncProblem.KEY_MISSING,
                    "Evidence is verified with the pseudonym key, and penstock.yaml names no pseudonym-key.",
                    "Add it, or name the public key with --public-key.");
        }
        return new EvidenceSigner(PseudonymKey.ofBase64(key.reveal()), landscape.name()).publicKey();
    }
}
