package io.penstock.pseudonym.account;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can be wrong with the accounts that a map keeps, and with their approvals. */
public enum AccountProblem implements ProblemCode {
    /** The end date of a kept account has passed. */
    ACCOUNT_EXPIRED(Outcome.REFUSED),
    /** A note, in no way a refusal: nobody has approved the account, so its rows are like all others. */
    ACCOUNT_NOT_APPROVED(Outcome.REFUSED),
    /** No entry of the map has the id that was named, or several have. */
    ACCOUNT_UNKNOWN(Outcome.USAGE),
    /** The record of an approval is not what was written. */
    APPROVAL_DAMAGED(Outcome.REFUSED),
    APPROVAL_UNWRITABLE(Outcome.FAILED),
    KEPT_ROWS_TOO_MANY(Outcome.REFUSED);

    private final Outcome outcome;

    AccountProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
