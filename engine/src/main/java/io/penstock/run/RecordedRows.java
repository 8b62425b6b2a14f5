package io.penstock.run;

import io.penstock.database.StoreDatabase.Statements;

/** Writes to the store what a run does. */
final class RecordedRows {

    private static final int LONGEST_LINE = 4000;

    private RecordedRows() {}

    static void write(Statements statements, Run run, Claim claim, Recorded recorded) {
        // The same may come twice: when the connection is lost, nobody knows whether it was committed.
        if (recorded instanceof Recorded.Line line) {
            String text = line.text().length() > LONGEST_LINE ? line.text().substring(0, LONGEST_LINE) : line.text();
            statements.update(
                    "insert into log (run, number, logged, line) select ?, ?, ?, ? where not exists"
                            + " (select 1 from log where run = ? and number = ?)",
                    run.id(),
                    line.number(),
                    line.at(),
                    text,
                    run.id(),
                    line.number());
        } else if (recorded instanceof Recorded.StepBegan began) {
            statements.update(
                    "insert into step (run, number, name, cluster, state, began) select ?, ?, ?, ?, 'running', ?"
                            + " where not exists (select 1 from step where run = ? and number = ?)",
                    run.id(),
                    began.number(),
                    began.name(),
                    began.cluster(),
                    began.at(),
                    run.id(),
                    began.number());
            statements.update(
                    "update step set state = 'running', ended = null where run = ? and number = ? and state <> 'running'",
                    run.id(),
                    began.number());
            statements.update(
                    "insert into attempt (run, step, number, fence, host, pid, began, state) select ?, ?, ?, ?, ?, ?, ?, 'running'"
                            + " where not exists (select 1 from attempt where run = ? and step = ? and number = ?)",
                    run.id(),
                    began.number(),
                    claim.attempt(),
                    claim.fence(),
                    run.host(),
                    run.pid(),
                    began.at(),
                    run.id(),
                    began.number(),
                    claim.attempt());
        } else if (recorded instanceof Recorded.StepRetried retried) {
            statements.update(
                    "update attempt set state = 'failed', ended = ? where run = ? and step = ? and number < ? and state = 'running'",
                    retried.at(),
                    run.id(),
                    retried.number(),
                    retried.attempt());
            statements.update(
                    "insert into attempt (run, step, number, fence, host, pid, began, state) select ?, ?, ?, ?, ?, ?, ?, 'running'"
                            + " where not exists (select 1 from attempt where run = ? and step = ? and number = ?)",
                    run.id(),
                    retried.number(),
                    retried.attempt(),
                    claim.fence(),
                    run.host(),
                    run.pid(),
                    retried.at(),
                    run.id(),
                    retried.number(),
                    retried.attempt());
        } else if (recorded instanceof Recorded.StepEnded ended) {
            statements.update(
                    "update step set state = ?, ended = ? where run = ? and number = ?",
                    ended.state(),
                    ended.at(),
                    run.id(),
                    ended.number());
            statements.update(
                    "update attempt set state = ?, ended = ? where run = ? and step = ? and state = 'running'",
                    ended.state(),
                    ended.at(),
                    run.id(),
                    ended.number());
        }
    }
}
