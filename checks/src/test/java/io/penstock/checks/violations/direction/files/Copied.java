package io.penstock.checks.violations.direction.files;

public record Copied(int number) {}
