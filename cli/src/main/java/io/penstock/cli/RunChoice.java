package io.penstock.cli;

import io.penstock.PenstockException;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import io.penstock.run.RunProblem;
import picocli.CommandLine.Parameters;

/** The run that a command is about. */
final class RunChoice {

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            defaultValue = "latest",
            description = "Its id or the beginning of it, or latest; latest unless given.")
    private String run = "latest";

    Run find(Journal journal) {
        return find(journal, run);
    }

    static Run find(Journal journal, String run) {
        if (!run.equals("latest")) {
            return journal.find(run);
        }
        return journal.list().stream()
                .findFirst()
                .orElseThrow(() -> new PenstockException(
                        RunProblem.RUN_UNKNOWN,
                        "Nothing was run yet.",
                        "penstock sync SOURCE TARGET makes a run and its report."));
    }
}
