package io.penstock.checks.violations.sql.sync;

import java.sql.Connection;

record QueryViolation(Connection connection) {}
