package io.penstock.landscape;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can be wrong with a configuration file and with the environments that a command names. */
public enum LandscapeProblem implements ProblemCode {
    CONFIG_DUPLICATE_KEY(Outcome.USAGE),
    CONFIG_EMPTY(Outcome.USAGE),
    CONFIG_INVALID_VALUE(Outcome.USAGE),
    CONFIG_MISSING(Outcome.USAGE),
    CONFIG_MISSING_KEY(Outcome.USAGE),
    CONFIG_SYNTAX(Outcome.USAGE),
    CONFIG_TOO_LARGE(Outcome.USAGE),
    CONFIG_UNKNOWN_KEY(Outcome.USAGE),
    CONFIG_UNREADABLE(Outcome.USAGE),
    CONFIG_WRONG_TYPE(Outcome.USAGE);

    private final Outcome outcome;

    LandscapeProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
