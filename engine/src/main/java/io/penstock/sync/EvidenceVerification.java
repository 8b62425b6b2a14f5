package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.Secret;
import io.penstock.pseudonym.EvidenceSigner;
import io.penstock.pseudonym.PseudonymKey;
import io.penstock.pseudonym.evidence.SignedEvidence;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import org.jspecify.annotations.Nullable;

/** Verifies the evidence of runs. */
public final class EvidenceVerification {

    private final Landscape landscape;
    private final Journal journal;

    public EvidenceVerification(Landscape landscape, Journal journal) {
        this.landscape = landscape;
        this.journal = journal;
    }

    /**
     * Verifies the evidence of a run.
     *
     * @param publicKey of the key that is trusted, in base64; null for that of the landscape's pseudonym key
     * @throws PenstockException when the run has none, or it was changed since it was signed
     */
    public SignedEvidence.Verified verify(Run run, @Nullable String publicKey) {
        return new SignedEvidence(journal).verify(run, publicKey == null ? signer().publicKey() : publicKey);
    }

    private EvidenceSigner signer() {
        Secret key = landscape.pseudonymKey();
        if (key == null) {
            throw new PenstockException(
                    SyncProblem.KEY_MISSING,
                    "Evidence is verified with the pseudonym key, and penstock.yaml names no pseudonym-key.",
                    "Add it, or name the public key with --public-key.");
        }
        return new EvidenceSigner(PseudonymKey.ofBase64(key.reveal()), landscape.name());
    }
}
