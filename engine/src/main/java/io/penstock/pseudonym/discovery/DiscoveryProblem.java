package io.penstock.pseudonym.discovery;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can go wrong with a scan. */
public enum DiscoveryProblem implements ProblemCode {
    MAP_NOT_EDITABLE(Outcome.REFUSED),
    MAP_UNWRITABLE(Outcome.FAILED);

    private final Outcome outcome;

    DiscoveryProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
