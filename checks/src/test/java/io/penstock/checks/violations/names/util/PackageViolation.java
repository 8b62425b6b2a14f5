package io.penstock.checks.violations.names.util;

record PackageViolation(int number) {}
