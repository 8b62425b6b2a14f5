package io.penstock.checks.violations.switchedoff;

import org.junit.jupiter.api.Disabled;

@Disabled
final class ClassViolation {}
