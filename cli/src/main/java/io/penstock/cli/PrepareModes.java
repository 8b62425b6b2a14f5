package io.penstock.cli;

import io.penstock.prepare.PrepareMode;
import java.util.List;
import picocli.CommandLine.Option;

/** What {@code prepare} and {@code prepare plan} have and the documented tools write otherwise. */
final class PrepareModes {

    /** Modes as users write them. */
    enum Mode {
        auto,
        init,
        migrate
    }

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "auto",
            description = {
                "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given. auto initializes the cartridges that are not initialized, and migrates the others."
            })
    private Mode mode = Mode.auto;

    @Option(
            names = "--property-keys",
            paramLabel = "KEYS",
            split = ",",
            description = "Only steps with these keys, such as pre.Class42, parted by commas.")
    List<String> keys = List.of();

    PrepareMode mode() {
        return switch (mode) {
            case auto -> PrepareMode.AUTO;
            case init -> PrepareMode.INIT;
            case migrate -> PrepareMode.MIGRATE;
        };
    }
}
