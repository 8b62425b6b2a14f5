package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.RefusedValues;
import io.penstock.database.RowRewriter;
import io.penstock.database.Snapshot;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.pseudonym.BoundMap;
import io.penstock.pseudonym.PseudonymProblem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes sure that the check constraints of a source take the pseudonyms of a few of its rows, before the first one is copied. */
final class ConstraintTrial {

    private ConstraintTrial() {}

    /** @throws PenstockException PSEUDONYMIZER-UNFIT, with every constraint that refuses one */
    static void of(BoundMap map, Snapshot snapshot) {
        Map<TableName, RowRewriter> rewriters = new TreeMap<>();
        map.rules().forEach((name, rule) -> {
            if (rule instanceof TableRule.Rewritten rewritten) {
                rewriters.put(name, rewritten.rewriter());
            }
        });
        List<Problem> problems = rewriters.isEmpty()
                ? List.of()
                : snapshot.refused(rewriters).stream()
                        .map(refused -> problem(map, refused))
                        .toList();
        map.forgetCounts();
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
    }

    private static Problem problem(BoundMap map, RefusedValues refused) {
        String replaced = map.personalColumns().stream()
                .filter(column -> column.table().equals(refused.table())
                        && refused.columns().contains(column.column()))
                .map(column -> "`" + column.pseudonymizer() + "` for " + column.column())
                .collect(Collectors.joining(", "));
        String constraint = refused.constraint().isEmpty() ? "" : refused.constraint() + " ";
        return new Problem(
                PseudonymProblem.PSEUDONYMIZER_UNFIT,
                "The check constraint " + constraint + "of " + refused.table() + " refuses pseudonyms of " + replaced
                        + ".",
                "Use a pseudonymizer whose values it takes, such as `code`, which keeps the shape, `constant` or `sql`.");
    }
}
