package io.penstock.run;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** What can be wrong with a run as such. */
public enum RunProblem implements ProblemCode {
    /** The audit trail is not what was written. */
    AUDIT_BROKEN(Outcome.FAILED),
    DECIDED_ALREADY(Outcome.REFUSED),
    DECISION_NOT_ALLOWED(Outcome.REFUSED),
    DECISION_NOT_ASKED(Outcome.REFUSED),
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

    /** Nobody should think that nothing was done where only a record could not be kept. */
    static PenstockException unrecorded(Run run, PenstockException failure) {
        List<Problem> problems = new ArrayList<>(failure.problems());
        problems.add(new Problem(
                STORE_UNUSABLE,
                "Run " + run.id() + " (" + run.command() + ") has done its work, but not all of its records were kept.",
                "Mend what is said above; the work need not be done again."));
        return new PenstockException(problems, failure);
    }
}
