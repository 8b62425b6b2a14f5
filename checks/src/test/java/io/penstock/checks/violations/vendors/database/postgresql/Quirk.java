package io.penstock.checks.violations.vendors.database.postgresql;

public record Quirk(int number) {}
