package io.penstock.checks.violations.speaking.sync;

final class TraceViolation {

    void speak(IllegalStateException failure) {
        failure.printStackTrace();
    }
}
