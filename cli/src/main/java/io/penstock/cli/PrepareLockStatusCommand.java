package io.penstock.cli;

import io.penstock.Penstock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penstock prepare lock status}. */
@Command(name = "status", description = "Shows who holds the lock of each database of an environment.")
final class PrepareLockStatusCommand implements Callable<Integer> {

    /** The result as JSON. @param holder null when the database is free */
    record LockState(String cluster, @Nullable String holder) {}

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment whose databases are looked at.")
    private String environment = "";

    @Mixin
    private ClusterChoice clusters = new ClusterChoice();

    PrepareLockStatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        Map<String, Optional<String>> locks = penstock.preparation().marking().locks(environment, clusters.asked());
        List<LockState> states = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        locks.forEach((cluster, holder) -> {
            states.add(new LockState(cluster, holder.orElse(null)));
            lines.add(environment + " " + cluster + ": " + holder.orElse("free"));
        });
        session.result(states, String.join("\n", lines));
        return 0;
    }
}
