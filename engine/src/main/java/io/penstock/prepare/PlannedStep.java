package io.penstock.prepare;

import io.penstock.prepare.cartridge.PreparationStep;

/** A step that is going to run, and why. */
public record PlannedStep(PreparationStep step, Reason reason) {}
