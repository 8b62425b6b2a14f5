package io.penstock.inplace;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What forbids to pseudonymize a database where it stands. */
public enum InPlaceProblem implements ProblemCode {
    /** The environment is production. */
    PRODUCTION_IN_PLACE(Outcome.REFUSED),
    /** Raw data rests outside of production's zone, and nobody has accepted that. */
    RAW_DATA_NOT_ACCEPTED(Outcome.REFUSED),
    /** The database bears a seal: a second run would replace pseudonyms. */
    ALREADY_PSEUDONYMIZED(Outcome.REFUSED),
    /** A run that died had another key or map. */
    PSEUDONYMIZED_OTHERWISE(Outcome.REFUSED),
    /** A run has found personal values after all was replaced; nobody knows any more what they are. */
    LEAK_IN_PLACE(Outcome.REFUSED),
    /** A script would replace again what a run that died has replaced. */
    RUN_IN_PLACE_UNFINISHED(Outcome.REFUSED),
    SCRIPT_OF_SEVERAL(Outcome.USAGE),
    SCRIPT_UNWRITABLE(Outcome.FAILED),
    /** The environment has no such database. */
    NOTHING_TO_PSEUDONYMIZE(Outcome.USAGE);

    private final Outcome outcome;

    InPlaceProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
