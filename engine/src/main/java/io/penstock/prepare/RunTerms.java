package io.penstock.prepare;

import io.penstock.prepare.cartridge.PreparationStep;
import io.penstock.prepare.cartridge.StepType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * On which terms steps run.
 *
 * @param breakOnInit whether the first step of an initialization that fails ends the run
 * @param breakOnMigrate the same of a migration
 * @param save whether steps are only registered as skipped
 * @param stepTimeout how long a step may take; null for as long as it wants
 */
record RunTerms(
        PreparationSettings settings,
        boolean breakOnInit,
        boolean breakOnMigrate,
        boolean save,
        @Nullable Duration stepTimeout) {

    boolean breaks(PreparationStep step) {
        return step.type() == StepType.DBINIT ? breakOnInit : breakOnMigrate;
    }
}
