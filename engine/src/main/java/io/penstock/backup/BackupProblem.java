package io.penstock.backup;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can be wrong with backups. */
public enum BackupProblem implements ProblemCode {
    /** {@code backups:} is not in penstock.yaml. */
    BACKUPS_NOT_CONFIGURED(Outcome.USAGE),
    BACKUP_UNKNOWN(Outcome.USAGE),
    BACKUP_KEY_INVALID(Outcome.USAGE),
    /** The backup was made with another key. */
    BACKUP_KEY_WRONG(Outcome.REFUSED),
    /** What is read is not what was written. */
    BACKUP_DAMAGED(Outcome.FAILED),
    BACKUP_STORE_UNUSABLE(Outcome.FAILED),
    /** What a backup holds may not come to rest there, or does not fit. */
    BACKUP_UNFIT(Outcome.REFUSED),
    /** Somebody else has to agree first. */
    RESTORE_UNCONFIRMED(Outcome.REFUSED);

    private final Outcome outcome;

    BackupProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
