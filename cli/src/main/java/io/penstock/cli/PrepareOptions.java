package io.penstock.cli;

import io.penstock.prepare.PrepareMode;
import io.penstock.prepare.PrepareRequest;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code prepare} and {@code prepare plan} have in common. */
final class PrepareOptions {

    /** Modes as users write them. */
    enum Mode {
        auto,
        init,
        migrate
    }

    @Mixin
    private ClusterChoice clusters = new ClusterChoice();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "auto",
            description = {
                "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given. auto initializes the cartridges that are not initialized, and migrates the others."
            })
    private Mode mode = Mode.auto;

    @Option(
            names = {"-t", "--cartridges"},
            paramLabel = "NAMES",
            split = ",",
            description = "Only these cartridges of the list, parted by commas.")
    private List<String> cartridges = List.of();

    PrepareRequest request(String environment, boolean breakOnError) {
        PrepareMode chosen = switch (mode) {
            case auto -> PrepareMode.AUTO;
            case init -> PrepareMode.INIT;
            case migrate -> PrepareMode.MIGRATE;
        };
        return new PrepareRequest(
                environment, clusters.asked(), chosen, Set.copyOf(cartridges), breakOnError, Session.startedBy());
    }
}
