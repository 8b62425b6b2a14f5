package io.penstock.cli;

import io.penstock.PenstockException;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.LandscapeProblem;
import io.penstock.landscape.Nearest;
import java.util.List;

/** Checks a name before a person is asked to type it. */
final class EnvironmentNames {

    private EnvironmentNames() {}

    static Environment require(Landscape landscape, String name) {
        List<String> names =
                landscape.environments().stream().map(Environment::name).toList();
        return landscape
                .environment(name)
                .orElseThrow(() -> new PenstockException(
                        LandscapeProblem.ENVIRONMENT_UNKNOWN,
                        "The landscape has no environment '" + name + "'" + Nearest.clause(name, names),
                        "Name one of: " + String.join(", ", names) + "."));
    }
}
