package io.penstock.pseudonym.leak;

import io.penstock.PenstockException;
import io.penstock.Problem;
import java.util.List;

/**
 * Personal values of the source that stand in one place of the copy. Holds none of them.
 *
 * @param place {@code schema.table.column}, or what else it is, such as {@code the comment of public.customer}
 * @param what what was found, such as {@code an e-mail address}
 * @param count in how many tokens
 * @param keys of a few of the rows, as far as they say nothing of a person
 */
public record Finding(String place, String what, long count, List<String> keys) {

    public Finding {
        keys = List.copyOf(keys);
    }

    /** For people. */
    public Problem problem() {
        String rows = keys.isEmpty() ? "" : " (" + String.join("; ", keys) + (count > keys.size() ? "; …" : "") + ")";
        return new Problem(
                LeakProblem.LEAK_FOUND,
                "Of the source's personal values, " + what + " stands in " + place + ", " + count
                        + (count == 1 ? " time" : " times") + rows + ".",
                "Name the column as personal in personal-data.yaml, or remove the value from the source.");
    }

    /** @throws PenstockException LEAK-FOUND, one problem for each finding, unless there is none */
    public static void requireNone(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new PenstockException(findings.stream().map(Finding::problem).toList());
        }
    }
}
