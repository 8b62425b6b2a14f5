package io.penstock.checks.violations.codes;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** Codes that no page explains. */
enum ProblemViolation implements ProblemCode {
    SOFA_TOO_WIDE,
    DOOR_SHUT;

    @Override
    public Outcome outcome() {
        return Outcome.FAILED;
    }
}
