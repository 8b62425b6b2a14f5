package io.penstock.checks.violations.cycles.landscape;

import io.penstock.checks.violations.cycles.run.SouthViolation;

public record NorthViolation(SouthViolation south) {}
