package io.penstock.sync;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What forbids a sync. */
public enum SyncProblem implements ProblemCode {
    /** The target's marker names another landscape, environment or cluster. */
    MARKER_MISMATCH(Outcome.REFUSED),
    /** The target is empty and bears no marker: {@code --yes} adopts it. */
    TARGET_NOT_CONFIRMED(Outcome.REFUSED),
    /** The target is not empty and bears no marker: {@code penstock adopt} puts it there. */
    TARGET_NOT_ADOPTED(Outcome.REFUSED),
    /** Two addresses lead to one database. */
    TARGET_IS_HIGHER(Outcome.REFUSED),
    /** A higher database cannot be reached, so it cannot be ruled out that the target is it. */
    TARGET_UNPROVEN(Outcome.REFUSED),
    /** A place could not be marked, after others were. */
    ADOPTED_IN_PART(Outcome.FAILED),
    CLUSTER_UNKNOWN(Outcome.USAGE),
    /** Directories were asked for, and no file system is synced. */
    DIRECTORIES_WITHOUT_FILES(Outcome.USAGE),
    NOTHING_TO_SYNC(Outcome.USAGE),
    TABLE_UNKNOWN(Outcome.USAGE),
    /** A run has died, or could not go on, in the middle of a swap. */
    SWAP_UNFINISHED(Outcome.FAILED),
    KEY_MISSING(Outcome.USAGE),
    NOT_CONFIRMED(Outcome.REFUSED);

    private final Outcome outcome;

    SyncProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
