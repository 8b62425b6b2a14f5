package io.penstock.checks.violations.exceptions.sync;

public final class LoudViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
