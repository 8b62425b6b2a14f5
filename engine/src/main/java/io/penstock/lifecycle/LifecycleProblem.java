package io.penstock.lifecycle;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can go wrong with an environment's hooks. */
public enum LifecycleProblem implements ProblemCode {
    HOOK_FAILED(Outcome.FAILED),
    APPLICATION_UNHEALTHY(Outcome.FAILED);

    private final Outcome outcome;

    LifecycleProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
