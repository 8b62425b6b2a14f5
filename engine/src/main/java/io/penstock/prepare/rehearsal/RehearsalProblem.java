package io.penstock.prepare.rehearsal;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What a rehearsal can find. */
public enum RehearsalProblem implements ProblemCode {
    /** Steps failed on the scratch copy, or changed something again when they ran again. */
    REHEARSAL_FAILED(Outcome.FAILED);

    private final Outcome outcome;

    RehearsalProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
