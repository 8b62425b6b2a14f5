package io.penstock.pseudonym;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can be wrong with the personal-data map and the pseudonym key. */
public enum PseudonymProblem implements ProblemCode {
    PSEUDONYM_KEY_INVALID(Outcome.USAGE),
    MAP_INVALID(Outcome.USAGE),
    MAP_UNKNOWN_TABLE(Outcome.REFUSED),
    MAP_UNKNOWN_COLUMN(Outcome.REFUSED),
    UNCLASSIFIED_COLUMN(Outcome.REFUSED),
    LARGE_OBJECTS_UNCLASSIFIED(Outcome.REFUSED),
    PSEUDONYMIZER_UNFIT(Outcome.REFUSED),
    PSEUDONYMIZER_CLASS_UNFIT(Outcome.REFUSED),
    COLUMN_TOO_NARROW(Outcome.REFUSED),
    UNIQUE_KEY_AT_RISK(Outcome.REFUSED),
    KEY_COLUMN_AT_RISK(Outcome.REFUSED),
    PARTITION_KEY_AT_RISK(Outcome.REFUSED),
    LINK_CLASH(Outcome.REFUSED),
    /** A trigger or rule copies a personal column into one that is not. */
    PERSONAL_VALUE_COPIED(Outcome.REFUSED),
    /** A note: what a trigger copies cannot be seen. */
    TRIGGER_UNREAD(Outcome.REFUSED),
    /** A note: a column is computed from personal ones. */
    COLUMN_DERIVED(Outcome.REFUSED),
    /** A note: the default of a personal column holds a text. */
    DEFAULT_HOLDS_TEXT(Outcome.REFUSED),
    KEPT_VALUES_TOO_MANY(Outcome.REFUSED);

    private final Outcome outcome;

    PseudonymProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
