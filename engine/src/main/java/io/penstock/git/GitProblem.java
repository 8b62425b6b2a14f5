package io.penstock.git;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can be wrong with a repository. */
public enum GitProblem implements ProblemCode {
    GIT_CONTENT_REFUSED(Outcome.REFUSED),
    GIT_REF_UNKNOWN(Outcome.USAGE),
    GIT_STORE_UNUSABLE(Outcome.FAILED),
    GIT_UNREACHABLE(Outcome.FAILED);

    private final Outcome outcome;

    GitProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
