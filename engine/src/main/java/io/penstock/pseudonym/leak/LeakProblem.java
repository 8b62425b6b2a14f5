package io.penstock.pseudonym.leak;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What the leak check may end with. */
public enum LeakProblem implements ProblemCode {
    /** A personal value of the source stands on the target, or would. */
    LEAK_FOUND(Outcome.FAILED),
    /** It could not be done. */
    LEAK_CHECK_FAILED(Outcome.FAILED);

    private final Outcome outcome;

    LeakProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
