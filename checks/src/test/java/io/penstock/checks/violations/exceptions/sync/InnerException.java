package io.penstock.checks.violations.exceptions.sync;

final class InnerException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
