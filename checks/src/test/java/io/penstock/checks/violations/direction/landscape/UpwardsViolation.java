package io.penstock.checks.violations.direction.landscape;

import io.penstock.checks.violations.direction.database.Stored;

record UpwardsViolation(Stored[] stored) {}
