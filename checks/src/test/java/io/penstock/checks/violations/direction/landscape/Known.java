package io.penstock.checks.violations.direction.landscape;

public record Known(int number) {}
