package io.penstock.database;

import io.penstock.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether foreign keys still find their rows when preserved rows have taken the places of others. */
final class PreservedReferences {

    /** Preserved rows are configuration, not mass data; more rows that give way than these are not looked up one by one. */
    private static final int LOOKED_UP = 1000;

    private final List<PreservedMatch> matches;
    private final Catalog ofSource;
    private final PreservedRowsForecast.Rows target;
    private final PreservedRowsForecast.Rows source;
    private final PreservedTreatment treatment;
    private final List<Problem> problems;
    private final List<String> notes = new ArrayList<>();

    PreservedReferences(
            List<PreservedMatch> matches,
            Catalog ofSource,
            PreservedRowsForecast.Rows target,
            PreservedRowsForecast.Rows source,
            PreservedTreatment treatment,
            List<Problem> problems) {
        this.matches = matches;
        this.ofSource = ofSource;
        this.target = target;
        this.source = source;
        this.treatment = treatment;
        this.problems = problems;
    }

    /** @return what could not be foreseen */
    List<String> check(PreservedMatch match, PreservedCollisions collisions) {
        notes.clear();
        for (ForeignKey key : ofSource.declaredForeignKeys()) {
            Table referring = ofSource.table(key.table()).orElse(null);
            Table referenced = ofSource.table(key.referencedTable()).orElse(null);
            if (referring == null || referenced == null) {
                continue;
            }
            for (PreservedMatch.Flow flow : match.flows()) {
                if (flow.to().equals(referring) && flow.columns().containsAll(key.columns())) {
                    dangling(match, flow, key, referenced);
                }
            }
            if (places(match, referenced).stream().anyMatch(treatment::isCopied) && treatment.isCopied(referring)) {
                orphaned(match, collisions, key, referring, referenced);
            }
        }
        return List.copyOf(notes);
    }

    /** The tables with rows that a rule means, as far as a foreign key of {@code table} is about them. */
    private static List<Table> places(PreservedMatch match, Table table) {
        if (table.equals(match.ofSource()) && table.kind() == Table.Kind.PARTITIONED) {
            return match.above();
        }
        return match.above().contains(table) ? List.of(table) : List.of();
    }

    private void dangling(PreservedMatch match, PreservedMatch.Flow flow, ForeignKey key, Table referenced) {
        Set<List<String>> needed = new LinkedHashSet<>();
        for (Table from : flow.from()) {
            needed.addAll(target.values(from, key.columns(), match.condition()));
        }
        needed.removeAll(preserved(referenced, key.referencedColumns()));
        if (needed.isEmpty()) {
            return;
        }
        boolean copied = treatment.isCopied(referenced);
        if (copied && noted(key, referenced, key.referencedColumns())) {
            return;
        }
        List<Condition> replaced = conditions(referenced);
        long lost = needed.stream()
                .filter(wanted -> !copied || !source.has(referenced, key.referencedColumns(), wanted, replaced))
                .count();
        if (lost > 0) {
            problems.add(new Problem(
                    DatabaseProblem.PRESERVED_ROWS_UNFIT,
                    lost + " key" + (lost == 1 ? "" : "s") + " of preserved rows of "
                            + match.ofSource().name() + " would point to rows of " + referenced.name()
                            + (copied ? " that the source does not have (" : ", which is declared empty (") + key.name()
                            + ").",
                    "Narrow the rule in preserve, or preserve the rows of " + referenced.name() + " too."));
        }
    }

    /** Rows of the source that give way and are still referred to, by rows that come down. */
    private void orphaned(
            PreservedMatch match, PreservedCollisions collisions, ForeignKey key, Table referring, Table referenced) {
        Set<List<String>> replaced = new LinkedHashSet<>();
        for (Table place : treatment.copied(places(match, referenced))) {
            replaced.addAll(source.values(place, key.referencedColumns(), match.condition()));
            replaced.addAll(collisions.values(place.name(), key.referencedColumns()));
        }
        if (replaced.isEmpty()
                || noted(key, referenced, key.referencedColumns())
                || noted(key, referring, key.columns())) {
            return;
        }
        replaced.removeAll(preserved(referenced, key.referencedColumns()));
        List<Condition> givingWay = conditions(referring);
        long lost = replaced.stream()
                .limit(LOOKED_UP)
                .filter(row -> source.has(referring, key.columns(), row, givingWay))
                .count();
        if (lost > 0) {
            problems.add(new Problem(
                    DatabaseProblem.PRESERVED_ROWS_UNFIT,
                    "Rows of " + referring.name() + " point to " + lost + " row" + (lost == 1 ? "" : "s") + " of "
                            + referenced.name() + " that would give way to preserved rows (" + key.name() + ").",
                    "Narrow the rule in preserve, so that rows that others need come down."));
        }
    }

    private boolean noted(ForeignKey key, Table table, List<String> columns) {
        String personal = treatment.rewritten(table, columns);
        if (personal.isEmpty()) {
            return false;
        }
        notes.add("the foreign key " + key.name() + " is over " + table.name() + "." + personal
                + ", which is pseudonymized: only the run shows whether its rows are found");
        return true;
    }

    private Set<List<String>> preserved(Table table, List<String> columns) {
        Set<List<String>> preserved = new HashSet<>();
        for (PreservedMatch match : matches) {
            for (PreservedMatch.Flow flow : match.flows()) {
                if (flow.to().equals(table) && flow.columns().containsAll(columns)) {
                    flow.from().forEach(from -> preserved.addAll(target.values(from, columns, match.condition())));
                }
            }
        }
        return preserved;
    }

    /** What the rules mean of a table's rows: these give way. */
    private List<Condition> conditions(Table table) {
        return matches.stream()
                .filter(match -> match.ofSource().equals(table) || match.above().contains(table))
                .map(PreservedMatch::condition)
                .toList();
    }
}
