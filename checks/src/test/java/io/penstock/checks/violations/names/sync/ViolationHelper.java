package io.penstock.checks.violations.names.sync;

record ViolationHelper(int number) {}
