package io.penstock.checks.violations.direction.database;

import io.penstock.checks.violations.direction.landscape.Known;

/** Follows the direction. */
public record Stored(Known known) {}
