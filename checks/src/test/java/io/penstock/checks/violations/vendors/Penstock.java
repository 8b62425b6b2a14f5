package io.penstock.checks.violations.vendors;

import io.penstock.checks.violations.vendors.database.postgresql.Quirk;

/** Wires the vendors. */
record Penstock(Quirk quirk) {}
