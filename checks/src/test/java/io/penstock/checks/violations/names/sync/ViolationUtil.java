package io.penstock.checks.violations.names.sync;

record ViolationUtil(int number) {}
