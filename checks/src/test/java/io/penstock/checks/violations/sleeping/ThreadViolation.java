package io.penstock.checks.violations.sleeping;

final class ThreadViolation {

    void pause() throws InterruptedException {
        Thread.sleep(1);
    }
}
