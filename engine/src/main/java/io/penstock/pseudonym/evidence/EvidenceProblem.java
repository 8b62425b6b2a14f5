package io.penstock.pseudonym.evidence;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can be wrong with evidence. */
public enum EvidenceProblem implements ProblemCode {
    EVIDENCE_MISSING(Outcome.USAGE),
    EVIDENCE_FALSE(Outcome.FAILED),
    /** It was signed by another key, of which nobody has said that it is trusted. */
    EVIDENCE_KEY_UNKNOWN(Outcome.FAILED),
    PUBLIC_KEY_INVALID(Outcome.USAGE);

    private final Outcome outcome;

    EvidenceProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
