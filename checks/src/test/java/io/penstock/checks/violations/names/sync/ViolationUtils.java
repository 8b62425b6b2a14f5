package io.penstock.checks.violations.names.sync;

record ViolationUtils(int number) {}
