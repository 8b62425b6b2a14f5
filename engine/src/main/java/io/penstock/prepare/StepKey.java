package io.penstock.prepare;

import io.penstock.prepare.cartridge.MigrationVersion;
import io.penstock.prepare.cartridge.PreparationStep;

/**
 * Who a step is, for all time: see the reference of DBMigrate, "Precondition".
 *
 * @param cartridge its UUID
 * @param id such as {@code pre.Class1}
 * @param version {@code n/a} for a step of no version
 * @param type {@code dbinit} or {@code dbmigrate}
 */
record StepKey(String cartridge, String id, String version, String type) {

    static StepKey of(PreparationStep step) {
        return new StepKey(
                CartridgeId.of(step.cartridge()),
                step.id().written(),
                step.version().map(MigrationVersion::written).orElse("n/a"),
                step.type().label());
    }
}
