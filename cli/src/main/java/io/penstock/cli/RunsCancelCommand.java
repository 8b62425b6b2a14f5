package io.penstock.cli;

import io.penstock.run.Journal;
import io.penstock.run.Run;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock runs cancel}. */
@Command(
        name = "cancel",
        description = {
            "Asks the process that works on a run to end it.",
            "",
            "The run leaves its target as it was and ends with exit code 4. Once it swaps it is too late: it is brought to its end. An undo always"
                    + " is."
        })
final class RunsCancelCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private final RunChoice choice = new RunChoice();

    RunsCancelCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Journal journal = session.open().journal();
        Run run = choice.find(journal);
        journal.cancel(run, Session.startedBy());
        session.result(
                Map.of("run", run.id(), "asked", true),
                "Run " + run.id() + " (" + run.command()
                        + ") was asked to end. See how it does with: penstock runs follow " + run.id());
        return 0;
    }
}
