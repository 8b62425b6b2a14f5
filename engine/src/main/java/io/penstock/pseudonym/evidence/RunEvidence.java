package io.penstock.pseudonym.evidence;

import io.penstock.landscape.Landscape;
import io.penstock.landscape.Secret;
import io.penstock.pseudonym.EvidenceSigner;
import io.penstock.pseudonym.PseudonymKey;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import java.util.List;
import java.util.Objects;

/** Keeps the evidence of a run, signed, whatever job it did. */
public final class RunEvidence {

    private final Landscape landscape;
    private final Journal journal;

    public RunEvidence(Landscape landscape, Journal journal) {
        this.landscape = landscape;
        this.journal = journal;
    }

    /**
     * Keeps what is known at the end of a run; nothing where it had to do with no database, or there is no key to sign with.
     *
     * @param raw where values rested that had not been replaced, for people
     * @param map the version of the map
     * @param problems what ended it early; of these only the codes are kept
     */
    public void keep(Run run, String raw, String map, List<Evidence.Database> databases, List<String> problems) {
        Secret key = landscape.pseudonymKey();
        if (databases.isEmpty() || key == null) {
            return;
        }
        EvidenceSigner signer = new EvidenceSigner(PseudonymKey.ofBase64(key.reveal()), landscape.name());
        Evidence evidence = new Evidence(
                Evidence.FORMAT,
                run.id(),
                landscape.name(),
                run.command(),
                run.startedBy(),
                run.state().label(),
                run.began().toString(),
                Objects.requireNonNullElse(run.ended(), run.began()).toString(),
                raw,
                map,
                new Evidence.Key(signer.keyId(), landscape.pseudonymKeyVersion()),
                databases,
                problems.stream().map(problem -> problem.split(" ", 2)[0]).toList());
        new SignedEvidence(journal).keep(run, evidence, signer);
    }
}
