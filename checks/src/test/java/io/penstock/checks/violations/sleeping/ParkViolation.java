package io.penstock.checks.violations.sleeping;

import java.util.concurrent.locks.LockSupport;

final class ParkViolation {

    void pause() {
        LockSupport.parkNanos(1);
    }
}
