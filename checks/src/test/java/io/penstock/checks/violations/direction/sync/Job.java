package io.penstock.checks.violations.direction.sync;

import io.penstock.checks.violations.direction.files.Copied;

/** Follows the direction. */
public record Job(Copied copied) {}
