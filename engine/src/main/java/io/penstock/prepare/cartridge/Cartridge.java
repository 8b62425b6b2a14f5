package io.penstock.prepare.cartridge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a cartridge brings.
 *
 * @param initializes whether it has a {@code dbinit.properties}
 * @param steps within each type by version, those without one first, then by phase and number
 */
public record Cartridge(CartridgeFiles files, boolean initializes, List<PreparationStep> steps) {

    private static final MigrationVersion NONE = new MigrationVersion(List.of(), "");

    private static final Comparator<PreparationStep> ORDER = Comparator.comparing(PreparationStep::type)
            .thenComparing(step -> step.version().isPresent())
            .thenComparing(step -> step.version().orElse(NONE))
            .thenComparing(PreparationStep::id);

    public Cartridge {
        List<PreparationStep> sorted = new ArrayList<>(steps);
        sorted.sort(ORDER);
        steps = List.copyOf(sorted);
    }

    public String name() {
        return files.cartridge();
    }

    /** Where its migration path ends: the version that the database has when all is done; empty without one. */
    public Optional<MigrationVersion> lastVersion() {
        return steps.stream().flatMap(step -> step.version().stream()).max(Comparator.naturalOrder());
    }
}
