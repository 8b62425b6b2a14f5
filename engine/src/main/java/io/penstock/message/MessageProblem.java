package io.penstock.message;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can be wrong with messages. */
public enum MessageProblem implements ProblemCode {
    MESSAGE_UNDELIVERED(Outcome.FAILED),
    OUTBOX_UNUSABLE(Outcome.FAILED);

    private final Outcome outcome;

    MessageProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
