package io.penstock.checks.violations.vendors.sync;

import io.penstock.checks.violations.vendors.database.postgresql.Quirk;

record QuirkViolation(Quirk quirk) {}
