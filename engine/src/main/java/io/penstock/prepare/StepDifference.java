package io.penstock.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A step that two registries do not tell the same of.
 *
 * @param clusters which ones were compared
 * @param one its state in the first; null when it is not there
 * @param inputsDiffer whether it was done with another preparer, other parameters or other files
 */
public record StepDifference(
        String clusters,
        String step,
        String type,
        @Nullable String one,
        @Nullable String other,
        boolean inputsDiffer) {

    static List<StepDifference> between(String clusters, List<StepHistory.Entry> ones, List<StepHistory.Entry> others) {
        Map<String, StepHistory.Entry> first = byName(ones);
        Map<String, StepHistory.Entry> second = byName(others);
        TreeSet<String> names = new TreeSet<>(first.keySet());
        names.addAll(second.keySet());
        List<StepDifference> differences = new ArrayList<>();
        for (String name : names) {
            StepHistory.Entry one = first.get(name);
            StepHistory.Entry other = second.get(name);
            boolean inputs = one != null
                    && other != null
                    && one.fingerprint() != null
                    && other.fingerprint() != null
                    && !one.fingerprint().equals(other.fingerprint());
            StepHistory.Entry either = one == null ? other : one;
            if (either != null
                    && (one == null || other == null || inputs || !one.status().equals(other.status()))) {
                differences.add(new StepDifference(
                        clusters,
                        either.name(),
                        either.key().type(),
                        one == null ? null : one.status(),
                        other == null ? null : other.status(),
                        inputs));
            }
        }
        return differences;
    }

    private static Map<String, StepHistory.Entry> byName(List<StepHistory.Entry> entries) {
        return entries.stream()
                .collect(Collectors.toMap(
                        entry -> entry.name() + " " + entry.key().type(), Function.identity()));
    }
}
