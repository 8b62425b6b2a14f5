package io.penstock.run;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.ProblemCode;

/** What can be wrong with a run as such. */
public enum RunProblem implements ProblemCode {
    /** The audit trail is not what was written. */
    AUDIT_BROKEN(Outcome.FAILED),
    ENVIRONMENT_BUSY(Outcome.REFUSED),
    RUN_CANCELLED(Outcome.CANCELLED),
    RUN_ENDED(Outcome.USAGE),
    /** Another process works on it since this one was taken for dead. */
    RUN_TAKEN_UP(Outcome.FAILED),
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

    /** What is thrown when the store fails. @param why words about the failure */
    public static PenstockException storeUnusable(String why) {
        return new PenstockException(
                STORE_UNUSABLE,
                "The store of the runs cannot be used: " + why + ".",
                "Check store and store-directory in penstock.yaml, and that the database is there and may be written.");
    }
}
