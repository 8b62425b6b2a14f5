package io.penstock.prepare;

import io.penstock.prepare.cartridge.MigrationVersion;
import io.penstock.prepare.cartridge.PreparationStep;
import java.util.Optional;

/**
 * A step as users name it: {@code core:pre.Class1} or {@code core:7.4.3.0:Class2}.
 *
 * @param version empty for steps of {@code dbinit.properties} and {@code migration.properties}
 */
public record StepName(String cartridge, String version, String key) {

    /** Reads a name; empty when it has another form. */
    public static Optional<StepName> of(String written) {
        String[] parts = written.strip().split(":", -1);
        return switch (parts.length) {
            case 2 -> Optional.of(new StepName(parts[0], "", parts[1]));
            case 3 -> Optional.of(new StepName(parts[0], parts[1], parts[2]));
            default -> Optional.empty();
        };
    }

    boolean means(PreparationStep step) {
        return cartridge.equals(step.cartridge())
                && key.equals(step.id().written())
                && version.equals(step.version().map(MigrationVersion::written).orElse(""));
    }

    @Override
    public String toString() {
        return cartridge + ":" + (version.isEmpty() ? "" : version + ":") + key;
    }
}
