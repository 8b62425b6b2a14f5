package io.penstock.prepare;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can be wrong when cartridges are prepared. */
public enum PrepareProblem implements ProblemCode {
    /** {@code penstock.yaml} does not say where the cartridges are. */
    CARTRIDGES_UNKNOWN(Outcome.USAGE),
    ENVIRONMENT_NOT_PREPARABLE(Outcome.USAGE),
    /** An option names a step, key, version or preparer that no cartridge has. */
    SELECTION_UNKNOWN(Outcome.USAGE),
    /** A settings file of the share has a value that none of its keys takes. */
    SETTING_INVALID(Outcome.USAGE),
    /** Production is cleaned up only when a person agreed. */
    CLEAN_UP_UNCONFIRMED(Outcome.REFUSED),
    CLEAN_UP_FAILED(Outcome.FAILED),
    STEP_REGISTRY_UNUSABLE(Outcome.FAILED),
    /** A source has no registry, and its copy is to be prepared. */
    STEP_REGISTRY_MISSING(Outcome.REFUSED),
    STEP_REGISTRY_NEWER(Outcome.REFUSED),
    /** Steps failed; the others were done. */
    STEPS_FAILED(Outcome.FAILED),
    /** A class of a step is neither built in nor in a jar of the cartridge. */
    PREPARER_UNKNOWN(Outcome.USAGE),
    /** A step cannot be done as it is declared. */
    STEP_INVALID(Outcome.FAILED);

    private final Outcome outcome;

    PrepareProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
