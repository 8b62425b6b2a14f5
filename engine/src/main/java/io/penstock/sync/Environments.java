package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.LandscapeProblem;
import java.util.stream.Collectors;

/** Looks environments up. */
public final class Environments {

    private Environments() {}

    /** @throws PenstockException ENVIRONMENT-UNKNOWN */
    public static Environment require(Landscape landscape, String name) {
        return landscape
                .environment(name)
                .orElseThrow(() -> new PenstockException(
                        LandscapeProblem.ENVIRONMENT_UNKNOWN,
                        "The landscape has no environment '" + name + "'.",
                        "Name one of: "
                                + landscape.environments().stream()
                                        .map(Environment::name)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
