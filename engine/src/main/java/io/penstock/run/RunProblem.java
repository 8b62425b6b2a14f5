package io.penstock.run;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can be wrong with a run as such. */
public enum RunProblem implements ProblemCode {
    /** The audit trail is not what was written. */
    AUDIT_BROKEN(Outcome.FAILED),
    RUN_CANCELLED(Outcome.CANCELLED),
    RUN_UNKNOWN(Outcome.USAGE),
    STORE_UNUSABLE(Outcome.FAILED);

    private final Outcome outcome;

    RunProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
