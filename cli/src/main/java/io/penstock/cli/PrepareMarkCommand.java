package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.prepare.StepStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock prepare mark}. */
@Command(
        name = "mark",
        description = {
            "Enters by hand what a step came to.",
            "",
            "As success or skipped it does not run any more, as failure it runs again. Who entered it and why is kept in the"
                    + " history."
        })
final class PrepareMarkCommand implements Callable<Integer> {

    /** As users write it. */
    enum As {
        success,
        failure,
        skipped
    }

    /** The result as JSON. */
    record Marked(String environment, String step, String status, List<String> clusters) {}

    private final Session session;

    @Parameters(index = "0", paramLabel = "ENV", description = "The environment whose registries are changed.")
    private String environment = "";

    @Parameters(index = "1", paramLabel = "STEP", description = "cartridge[:version]:key, such as core:7.4.0.0:Class1.")
    private String step = "";

    @Option(names = "--as", required = true, paramLabel = "STATE", description = "${COMPLETION-CANDIDATES}.")
    private As as = As.success;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the history.")
    private String reason = "";

    @Option(names = "--yes", description = "Do not ask; needed where there is no terminal.")
    private boolean yes;

    @Mixin
    private ClusterChoice clusters = new ClusterChoice();

    PrepareMarkCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        StepStatus status = switch (as) {
            case success -> StepStatus.SUCCESS;
            case failure -> StepStatus.FAILURE;
            case skipped -> StepStatus.SKIPPED;
        };
        if (!yes) {
            Confirmation confirmation = new Confirmation(session, "penstock prepare mark");
            confirmation.requirePerson(environment);
            confirmation.ask("Enter " + step + " as " + as + "?", environment);
        }
        List<String> marked = penstock.preparation()
                .marking()
                .mark(environment, clusters.asked(), step, status, reason, Session.startedBy());
        session.result(
                new Marked(environment, step, status.name(), marked),
                "Entered as " + status.name() + ": " + step + " (" + String.join(", ", marked) + ").");
        return 0;
    }
}
