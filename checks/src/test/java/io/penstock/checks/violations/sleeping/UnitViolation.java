package io.penstock.checks.violations.sleeping;

import java.util.concurrent.TimeUnit;

final class UnitViolation {

    void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(1);
    }
}
