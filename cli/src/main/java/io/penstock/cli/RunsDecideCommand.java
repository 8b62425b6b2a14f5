package io.penstock.cli;

import io.penstock.run.Choice;
import io.penstock.run.Journal;
import io.penstock.run.Question;
import io.penstock.run.Run;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock runs decide}. */
@Command(
        name = "decide",
        description = {
            "Says how a run goes on that waits for a person.",
            "",
            "confirm: it was done by hand, go on. retry: try it again. skip: go on without it, for a reason. abort: end the run as if nobody had been"
                    + " asked."
        })
final class RunsDecideCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "RUN", description = "Its id or the beginning of it, or latest.")
    private String run = "";

    @Parameters(index = "1", paramLabel = "CHOICE", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Said choice = Said.ABORT;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it stands in the record of the run.")
    private String reason = "";

    /** Choices as users write them. */
    enum Said {
        CONFIRM,
        RETRY,
        SKIP,
        ABORT;

        @Override
        public String toString() {
            return Choice.valueOf(name()).label();
        }
    }

    RunsDecideCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Journal journal = session.open().journal();
        Run found = RunChoice.find(journal, run);
        Choice said = Choice.valueOf(choice.name());
        Question question = journal.decisions().decide(found, said, Session.startedBy(), reason.strip());
        session.result(
                Map.of("run", found.id(), "step", question.step(), "decision", said.label()),
                "Run " + found.id() + " (" + found.command() + ") goes on: " + said.label() + " " + question.step()
                        + ". See how it does with: penstock runs follow " + found.id());
        return 0;
    }
}
