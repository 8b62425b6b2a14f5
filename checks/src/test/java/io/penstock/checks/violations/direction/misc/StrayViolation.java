package io.penstock.checks.violations.direction.misc;

/** In a package that the design does not know. */
record StrayViolation(int number) {}
