package io.penstock.checks.violations.direction;

import io.penstock.checks.violations.direction.sync.Job;

/** May know everything below it. */
public record Penstock(Job job) {}
