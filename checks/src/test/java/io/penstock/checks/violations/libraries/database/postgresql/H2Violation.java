package io.penstock.checks.violations.libraries.database.postgresql;

import org.h2.Driver;

record H2Violation(Driver driver) {}
