package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.PenstockException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock prepare lock break}. */
@Command(
        name = "break",
        description = {
            "Takes the lock of each database from who holds it.",
            "",
            "That one's work ends as with a lost connection: a step that it is at fails or is taken back. The lock of an H2"
                    + " database ends only with its process."
        })
final class PrepareLockBreakCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment whose databases are freed.")
    private String environment = "";

    @Option(
            names = "--confirm",
            paramLabel = "ENV",
            description = "The same name once more, where there is no terminal to type it at.")
    private @Nullable String confirm;

    @Mixin
    private ClusterChoice clusters = new ClusterChoice();

    PrepareLockBreakCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        Confirmation confirmation = new Confirmation(session, "penstock prepare lock break");
        if (confirm == null) {
            confirmation.requirePerson(environment, "--confirm " + environment);
            confirmation.ask("End the work of who holds the locks of " + environment + "?", environment);
        } else if (!confirm.equals(environment)) {
            throw new PenstockException(
                    CliProblem.CONFIRMATION_DIFFERS,
                    "--confirm says '" + confirm + "', and the environment is '" + environment + "'. Nothing was"
                            + " touched.",
                    "Name the same environment twice.");
        }
        Map<String, String> broken = penstock.preparation().marking().breakLocks(environment, clusters.asked());
        List<PrepareLockStatusCommand.LockState> states = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        broken.forEach((cluster, holder) -> {
            states.add(new PrepareLockStatusCommand.LockState(cluster, holder));
            lines.add(environment + " " + cluster + ": taken from " + holder);
        });
        session.result(states, lines.isEmpty() ? "Nobody holds a lock." : String.join("\n", lines));
        return 0;
    }
}
