package io.penstock.checks.violations.libraries.sync;

import org.postgresql.PGConnection;

record DriverViolation(PGConnection connection) {}
