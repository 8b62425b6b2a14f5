package io.penstock.prepare.cartridge;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can be wrong with cartridges and their descriptors. */
public enum CartridgeProblem implements ProblemCode {
    /** There is no {@code cartridgelist.properties}, or it names none. */
    CARTRIDGE_LIST_MISSING(Outcome.USAGE),
    /** A cartridge of the list is not there. */
    CARTRIDGE_MISSING(Outcome.USAGE),
    CARTRIDGE_FILE_UNREADABLE(Outcome.USAGE),
    /** A descriptor breaks the form. */
    DESCRIPTOR_INVALID(Outcome.USAGE),
    /** A file of data is missing, or does not have the form that it needs. */
    DATA_FILE_INVALID(Outcome.FAILED);

    private final Outcome outcome;

    CartridgeProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
