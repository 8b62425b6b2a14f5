package io.penstock.checks.violations.speaking.sync;

final class OutViolation {

    void speak() {
        System.out.println();
    }
}
