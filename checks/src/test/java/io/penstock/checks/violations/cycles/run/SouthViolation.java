package io.penstock.checks.violations.cycles.run;

import io.penstock.checks.violations.cycles.landscape.NorthViolation;

public record SouthViolation(NorthViolation north) {}
