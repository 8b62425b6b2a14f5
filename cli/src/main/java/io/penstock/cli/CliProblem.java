package io.penstock.cli;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can go wrong before and after the engine is asked. */
enum CliProblem implements ProblemCode {
    COMMAND_WRONG(Outcome.USAGE),
    CONFIRMATION_DIFFERS(Outcome.CANCELLED),
    COMMAND_CANCELLED(Outcome.CANCELLED),
    DEMO_EXISTS(Outcome.REFUSED),
    DEMO_FAILED(Outcome.FAILED),
    OUTPUT_UNWRITABLE(Outcome.FAILED),
    REVEAL_REFUSED(Outcome.REFUSED),
    UNEXPECTED(Outcome.FAILED);

    private final Outcome outcome;

    CliProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
