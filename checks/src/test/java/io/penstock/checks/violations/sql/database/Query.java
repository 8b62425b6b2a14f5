package io.penstock.checks.violations.sql.database;

import java.sql.Connection;

record Query(Connection connection) {}
