package io.penstock.checks.violations.switchedoff;

import org.junit.jupiter.api.Disabled;

final class MethodViolation {

    @Disabled
    void never() {}
}
