package io.penstock.checks.violations.direction.cli;

import io.penstock.checks.violations.direction.Penstock;

/** Follows the direction. */
public record Command(Penstock penstock) {}
