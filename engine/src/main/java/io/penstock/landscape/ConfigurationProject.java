package io.penstock.landscape;

import java.time.Duration;
import java.util.List;

/**
 * A project of scripts that restore the configuration of an environment ("GIT project checkout" of the environment synchronization).
 *
 * @param run scripts of the project in order, by their paths below the one of the source
 * @param timeout of each
 */
public record ConfigurationProject(GitSource source, List<String> run, Duration timeout) {

    public ConfigurationProject {
        run = List.copyOf(run);
    }
}
