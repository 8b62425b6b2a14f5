package io.penstock.checks.violations.names.sync;

record ViolationManager(int number) {}
