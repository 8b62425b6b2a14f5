package io.penstock.run;

import io.penstock.database.StoreDatabase.Statements;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who may work on a run, in the store: of all processes that ever claimed it the last one. */
final class Claims {

    private Claims() {}

    /** That of the process that has just begun the run. */
    static Claim first(Statements statements, Run run) {
        return new Claim(fence(statements, run), 1, 0, Map.of());
    }

    private static long fence(Statements statements, Run run) {
        return number(statements, "select fence as number from run where id = ?", run);
    }

    private static long number(Statements statements, String sql, Run run) {
        return statements.query(sql, row -> row.number("number"), run.id()).get(0);
    }

    /** @return empty when its process is not recorded as dead */
    static Optional<Claim> takeUp(Statements statements, Run run) {
        int taken = statements.update(
                "update run set state = 'running', ended = null, host = ?, pid = ?, heartbeat = current_timestamp,"
                        + " fence = (select fence from penstock_store) where id = ? and state = 'died'",
                run.host(),
                run.pid(),
                run.id());
        if (taken == 0) {
            return Optional.empty();
        }
        Map<String, Integer> steps = new HashMap<>();
        statements.query(
                "select name, cluster, number from step where run = ?",
                row -> steps.put(Claim.step(row.text("name"), row.text("cluster")), (int) row.number("number")),
                run.id());
        long attempts = number(statements, "select coalesce(max(number), 0) as number from attempt where run = ?", run);
        long lines = number(statements, "select coalesce(max(number), 0) as number from log where run = ?", run);
        return Optional.of(new Claim(fence(statements, run), (int) attempts + 1, lines, steps));
    }

    static boolean holds(Statements statements, Run run, Claim claim) {
        return !statements
                .query(
                        "select id from run where id = ? and state = 'running' and fence = ?",
                        row -> row.text("id"),
                        run.id(),
                        claim.fence())
                .isEmpty();
    }
}
