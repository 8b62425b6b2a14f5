package io.penstock.checks.violations.direction.server;

import io.penstock.checks.violations.direction.cli.Command;

record FrontViolation(Command command) {}
