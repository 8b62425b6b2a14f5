package io.penstock.files;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can be wrong with a synchronization of files. */
public enum FilesProblem implements ProblemCode {
    FILE_CHANGED_WHILE_COPIED(Outcome.FAILED),
    FILES_CANCELLED(Outcome.CANCELLED),
    FILES_DIRECTORY_IN_THE_WAY(Outcome.FAILED),
    FILES_EDIT_IMPOSSIBLE(Outcome.FAILED),
    FILES_JOURNAL_DAMAGED(Outcome.FAILED),
    FILES_LINK_LEAVES(Outcome.REFUSED),
    /** Another run works on the target's root. */
    FILES_LOCKED(Outcome.REFUSED),
    FILES_LOCK_FAILED(Outcome.REFUSED),
    FILES_MANY_DELETED(Outcome.REFUSED),
    FILES_MARKER_MISMATCH(Outcome.REFUSED),
    FILES_MARKER_UNREADABLE(Outcome.REFUSED),
    FILES_MORE_PROBLEMS(Outcome.FAILED),
    FILES_NO_SPACE(Outcome.FAILED),
    FILES_OTHER_DEVICE(Outcome.REFUSED),
    FILES_PATTERN_INVALID(Outcome.USAGE),
    FILES_ROOTS_OVERLAP(Outcome.REFUSED),
    FILES_SCOPE_INVALID(Outcome.USAGE),
    FILES_SCOPE_LINKED(Outcome.REFUSED),
    FILES_SOURCE_EMPTY(Outcome.REFUSED),
    FILES_SOURCE_MISSING(Outcome.REFUSED),
    /** What a run had staged is no longer there. */
    FILES_STAGE_LOST(Outcome.FAILED),
    FILES_TARGET_MISSING(Outcome.REFUSED),
    FILES_UNDO_MISSING(Outcome.REFUSED),
    FILES_UNDO_NOT_NEWEST(Outcome.REFUSED),
    FILES_UNREADABLE(Outcome.FAILED),
    FILES_WRITE_FAILED(Outcome.FAILED);

    private final Outcome outcome;

    FilesProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
