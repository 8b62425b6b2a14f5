package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Condition;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableRule;
import io.penstock.pseudonym.BoundMap;
import java.util.ArrayList;
import java.util.List;

/** Makes sure that what a map says in SQL can be evaluated, and that what it makes can be written, before the first row is copied. */
public final class MapTrial {

    private MapTrial() {}

    /** @throws PenstockException CONDITION-INVALID, with every condition and expression that is none; PSEUDONYMIZER-UNFIT, with every constraint that refuses pseudonyms */
    public static void of(BoundMap map, Snapshot snapshot) {
        List<Problem> problems = new ArrayList<>();
        map.keptRows().forEach((name, condition) -> {
            Table table = snapshot.catalog().table(name).orElseThrow();
            tryOut(() -> snapshot.tryOut(table, condition), problems);
        });
        map.rules().forEach((name, rule) -> {
            if (rule instanceof TableRule.Rewritten rewritten) {
                Table table = snapshot.catalog().table(name).orElseThrow();
                for (Condition expression : rewritten.rewriter().computations().values()) {
                    tryOut(() -> snapshot.tryOutExpression(table, expression), problems);
                }
            }
        });
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
        ConstraintTrial.of(map, snapshot);
    }

    private static void tryOut(Runnable attempt, List<Problem> problems) {
        try {
            attempt.run();
        } catch (PenstockException e) {
            if (e.problems().get(0).code() != DatabaseProblem.CONDITION_INVALID) {
                throw e;
            }
            problems.addAll(e.problems());
        }
    }
}
