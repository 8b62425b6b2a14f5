package io.penstock.checks.violations.libraries.database.postgresql;

import org.postgresql.PGConnection;

record AtHome(PGConnection connection) {}
