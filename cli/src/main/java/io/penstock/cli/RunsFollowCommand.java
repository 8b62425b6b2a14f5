package io.penstock.cli;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import io.penstock.run.RunDetails;
import io.penstock.run.RunProblem;
import io.penstock.run.RunState;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock runs follow}. */
@Command(
        name = "follow",
        description = {
            "Shows what a run does, live, until it ends.",
            "",
            "Works in any terminal that reaches the store. Ctrl-C ends the following only; the run goes on. Exits as the run does; with 1 when"
                    + " its process died."
        })
final class RunsFollowCommand implements Callable<Integer> {

    private static final long LOOK_MILLIS = 500;

    private final Session session;

    @Mixin
    private final RunChoice choice = new RunChoice();

    RunsFollowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Journal journal = session.open().journal();
        Run run = choice.find(journal);
        long seen = 0;
        while (true) {
            RunDetails details = details(journal, run, seen);
            for (RunDetails.LogLine line : details.log()) {
                tell(RunDetailsText.line(line));
                seen = line.number();
            }
            if (!(details.run().state() instanceof RunState.Running)) {
                return ended(details(journal, run, 0));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    static RunDetails details(Journal journal, Run run, long after) {
        return journal.details(run, after)
                .orElseThrow(() -> new PenstockException(
                        RunProblem.RUN_UNKNOWN,
                        "The store tells nothing of run " + run.id() + ": it was recorded in files alone.",
                        "See penstock runs list."));
    }

    /** As JSON the result is one document, at the end; what happens meanwhile is told beside it. */
    private void tell(String line) {
        if (session.options().json()) {
            session.note(line);
        } else {
            session.terminal().out().println(line);
            session.terminal().out().flush();
        }
    }

    private int ended(RunDetails details) {
        session.result(RunDetailsText.entry(details), RunDetailsText.headline(details));
        return exitCode(details.run().state());
    }

    private static int exitCode(RunState state) {
        if (state instanceof RunState.Ended ended) {
            return ended.outcome().exitCode();
        }
        return state instanceof RunState.Done ? 0 : Outcome.FAILED.exitCode();
    }
}
