package io.penstock.checks.violations.direction.pseudonym;

import io.penstock.checks.violations.direction.files.Copied;

/** A feature that imports another one. */
record NeighbourViolation(Copied copied) {}
