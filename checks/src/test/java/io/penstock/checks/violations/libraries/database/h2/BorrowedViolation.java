package io.penstock.checks.violations.libraries.database.h2;

import org.postgresql.PGConnection;

record BorrowedViolation(PGConnection connection) {}
