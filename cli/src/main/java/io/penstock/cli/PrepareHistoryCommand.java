package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.prepare.PreparationRecords.DatabaseHistory;
import io.penstock.prepare.StepAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock prepare history}. */
@Command(name = "history", description = "Lists what was tried with the steps of an environment, oldest first.")
final class PrepareHistoryCommand implements Callable<Integer> {

    private static final int RUN_AT = 3;
    private static final int ERROR_AT = 4;

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment whose registries are read.")
    private String environment = "";

    @Mixin
    private ClusterChoice clusters = new ClusterChoice();

    @Option(
            names = "--step",
            paramLabel = "STEP",
            description = "Only this step: cartridge[:version]:key, such as core:7.4.0.0:Class1.")
    private @Nullable String step;

    PrepareHistoryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        List<DatabaseHistory> histories = penstock.preparation().records().history(environment, clusters.asked(), step);
        List<String> lines = new ArrayList<>();
        for (DatabaseHistory history : histories) {
            lines.add(environment + " " + history.cluster() + ": " + history.database());
            TextTable table = new TextTable("  ", "wwnll")
                    .optional(RUN_AT, ERROR_AT)
                    .row("MOMENT", "STATE", "STEP", "RUN", "ERROR");
            for (StepAttempt attempt : history.attempts()) {
                table.row(
                        attempt.moment().replaceFirst("\\.\\d+Z$", "Z"),
                        attempt.status(),
                        attempt.step(),
                        attempt.run(),
                        attempt.error() == null ? "" : attempt.error());
            }
            lines.addAll(
                    history.attempts().isEmpty()
                            ? List.of("  Nothing was tried yet.")
                            : table.lines(session.style().columns()));
        }
        session.result(histories, String.join("\n", lines));
        return 0;
    }
}
