package io.penstock.checks.violations.direction;

import io.penstock.checks.violations.direction.landscape.Known;

/** A root type that knows a package. */
record RootViolation(Known known) {}
