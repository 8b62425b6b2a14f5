package io.penstock.checks.violations.direction.sync;

import io.penstock.checks.violations.direction.Penstock;

/** A feature that knows the composition root. */
record CompositionViolation(Penstock penstock) {}
