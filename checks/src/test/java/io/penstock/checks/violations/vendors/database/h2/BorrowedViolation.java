package io.penstock.checks.violations.vendors.database.h2;

import io.penstock.checks.violations.vendors.database.postgresql.Quirk;

record BorrowedViolation(Quirk quirk) {}
