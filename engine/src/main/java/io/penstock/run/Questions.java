package io.penstock.run;

import io.penstock.database.StoreDatabase.Row;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What runs ask, and what was answered, as rows of the store. */
final class Questions {

    private static final int LONGEST = 2000;

    private final RunStore store;

    Questions(RunStore store) {
        this.store = store;
    }

    /** @return its number */
    int ask(String run, String step, String problem, Instant asked, Instant until) {
        return store.transaction(statements -> {
            statements.update(
                    "insert into question (run, number, step, problem, asked, until, answered)"
                            + " select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, 0 from question where run = ?",
                    run,
                    step,
                    problem.length() > LONGEST ? problem.substring(0, LONGEST) : problem,
                    asked,
                    until,
                    run);
            return statements
                    .query(
                            "select max(number) as number from question where run = ?",
                            row -> (int) row.number("number"),
                            run)
                    .get(0);
        });
    }

    /** The newest one of a run. */
    Optional<Question> newest(String run) {
        return store.transaction(statements ->
                statements
                        .query("select * from question where run = ? order by number desc", Questions::question, run)
                        .stream()
                        .findFirst());
    }

    /** @return false when it was answered before */
    boolean answer(String run, int number, Choice choice, String by, String reason, Instant now) {
        return store.transaction(statements -> {
            int open = statements.update(
                    "update question set answered = 1 where run = ? and number = ? and answered = 0", run, number);
            if (open == 1) {
                statements.update(
                        "insert into decision (run, number, kind, decided_by, decided, reason)"
                                + " select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ? from decision where run = ?",
                        run,
                        choice.label(),
                        by,
                        now,
                        reason,
                        run);
            }
            return open == 1;
        });
    }

    /** The answer to a question that was answered: no other decision about the run is newer, but a wish to cancel it. */
    Optional<RunDetails.Decision> answerTo(String run) {
        return store.transaction(statements -> statements
                .query(
                        "select * from decision where run = ? and kind <> 'cancel' order by number desc",
                        row -> new RunDetails.Decision(
                                row.text("kind"),
                                row.text("decided_by"),
                                Objects.requireNonNull(row.instant("decided")),
                                row.text("reason")),
                        run)
                .stream()
                .findFirst());
    }

    private static Question question(Row row) {
        return new Question(
                (int) row.number("number"),
                row.text("step"),
                row.text("problem"),
                Objects.requireNonNull(row.instant("asked")),
                Objects.requireNonNull(row.instant("until")),
                row.number("answered") == 1);
    }
}
