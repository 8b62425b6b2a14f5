package io.penstock.configset;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can be wrong with the configuration of a target. */
public enum ConfigurationProblem implements ProblemCode {
    CONFIGURATION_SET_MISSING(Outcome.USAGE),
    FORBIDDEN_CONTACT(Outcome.REFUSED);

    private final Outcome outcome;

    ConfigurationProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
