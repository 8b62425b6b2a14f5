package io.penstock.checks.violations.names.sync;

record ViolationImpl(int number) {}
