package io.penstock.lifecycle;

import io.penstock.PenstockException;
import io.penstock.landscape.Hook;
import io.penstock.run.Cancellation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Runs hooks for one run. For one thread. */
final class Hooks {

    private final Path logs;
    private final Map<String, String> about;

    /**
     * @param logs the directory where what programs print is kept
     * @param about what programs find in their environment variables, beside those of this process
     */
    Hooks(Path logs, Map<String, String> about) {
        this.logs = logs;
        this.about = Map.copyOf(about);
    }

    /**
     * Runs a hook to its end.
     *
     * @param name as the landscape's file writes it, such as {@code stop-application}
     * @param cancellation ends it early
     * @return the id of a silence, where the hook made one
     * @throws PenstockException HOOK-FAILED, or RUN-CANCELLED
     */
    Optional<String> run(String name, Hook hook, Cancellation cancellation) {
        if (hook instanceof Hook.Alertmanager alertmanager) {
            return Optional.of(
                    new AlertmanagerHook(name, alertmanager).silence(about.getOrDefault("PENSTOCK_RUN", "")));
        }
        if (hook instanceof Hook.Http http) {
            new HttpHook(name, http.timeout()).request(http);
        } else if (hook instanceof Hook.Command command) {
            new CommandHook(name, command, logs.resolve("hook-" + name + ".log"), about).run(cancellation);
        }
        return Optional.empty();
    }

    /** Runs a script of a configuration project to its end. */
    void run(ProjectScripts project, String script) {
        project.run(script, logs, about);
    }

    static PenstockException failed(String name, String why, String remedy) {
        return new PenstockException(LifecycleProblem.HOOK_FAILED, name + " failed: " + why + ".", remedy);
    }
}
