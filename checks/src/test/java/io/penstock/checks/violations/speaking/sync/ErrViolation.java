package io.penstock.checks.violations.speaking.sync;

final class ErrViolation {

    void speak() {
        System.err.println();
    }
}
