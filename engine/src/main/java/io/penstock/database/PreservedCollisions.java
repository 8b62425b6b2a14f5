package io.penstock.database;

import io.penstock.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which rows of the source have the key of a preserved row and give way to it, although the rule does not mean them. */
final class PreservedCollisions {

    private static final int EXAMPLES = 5;

    /** What was looked for, and where. */
    private record Search(Table place, UniqueKey key, List<List<String>> keys) {}

    private final PreservedMatch match;
    private final PreservedRowsForecast.Rows target;
    private final PreservedRowsForecast.Rows source;
    private final PreservedTreatment treatment;
    private final List<Problem> problems;
    private final List<Search> searches = new ArrayList<>();
    private final List<DisplacedRows> displaced = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    PreservedCollisions(
            PreservedMatch match,
            PreservedRowsForecast.Rows target,
            PreservedRowsForecast.Rows source,
            PreservedTreatment treatment,
            List<Problem> problems) {
        this.match = match;
        this.target = target;
        this.source = source;
        this.treatment = treatment;
        this.problems = problems;
        for (PreservedMatch.Flow flow : match.flows()) {
            for (UniqueKey key : flow.to().uniqueKeys()) {
                if (flow.columns().containsAll(key.reads())) {
                    search(flow, key);
                }
            }
        }
    }

    private void search(PreservedMatch.Flow flow, UniqueKey key) {
        List<List<String>> all = new ArrayList<>();
        for (Table from : flow.from()) {
            Optional<List<List<String>>> keys = target.keys(from, key, match.condition());
            if (keys.isEmpty()) {
                notes.add("the unique index " + key.name() + " of " + flow.to().name()
                        + " cannot be evaluated on the target: only the run shows which rows of the source have the key of a"
                        + " preserved one");
                return;
            }
            all.addAll(keys.get());
        }
        List<List<String>> keys = new ArrayList<>(new LinkedHashSet<>(all));
        if (keys.size() < all.size()) {
            problems.add(new Problem(
                    DatabaseProblem.PRESERVED_ROWS_UNFIT,
                    match.condition().named() + " brings rows that do not fit: " + (all.size() - keys.size())
                            + " of them ha" + (all.size() - keys.size() == 1 ? "s" : "ve")
                            + " the key of another one under " + key.name() + ", which is unique in the source.",
                    "Make the rows of the target distinct, or narrow the rule."));
        }
        String personal = treatment.rewritten(flow.to(), key.reads());
        if (!personal.isEmpty()) {
            if (!keys.isEmpty()) {
                notes.add(
                        "the unique key " + key.name() + " holds " + personal
                                + ", which is pseudonymized: only the run shows which rows of the source then have the key of a preserved one");
            }
            return;
        }
        for (Table place : treatment.copied(match.places(flow))) {
            search(new Search(place, key, keys));
        }
    }

    private void search(Search search) {
        List<PreservedRowsForecast.Found> found = find(search, List.of()).stream()
                .filter(row -> seen.add(search.place().name() + " " + row.row()))
                .toList();
        searches.add(search);
        if (!found.isEmpty()) {
            displaced.add(new DisplacedRows(
                    search.place().name(),
                    search.key().name(),
                    search.key().reads(),
                    found.size(),
                    found.stream()
                            .limit(EXAMPLES)
                            .map(PreservedRowsForecast.Found::key)
                            .toList()));
        }
    }

    private List<PreservedRowsForecast.Found> find(Search search, List<String> wanted) {
        return search.keys().isEmpty()
                ? List.of()
                : source.find(search.place(), search.key(), search.keys(), match.condition(), wanted);
    }

    List<DisplacedRows> displaced() {
        return displaced;
    }

    long rows() {
        return displaced.stream().mapToLong(DisplacedRows::rows).sum();
    }

    /** What could not be foreseen. */
    List<String> notes() {
        return notes;
    }

    /** The values that columns have in the rows of one table that give way. */
    Set<List<String>> values(TableName table, List<String> columns) {
        Set<List<String>> values = new LinkedHashSet<>();
        for (Search search : searches) {
            if (search.place().name().equals(table)) {
                find(search, columns).forEach(row -> values.add(row.wanted()));
            }
        }
        return values;
    }
}
