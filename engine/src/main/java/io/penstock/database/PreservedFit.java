package io.penstock.database;

import io.penstock.Problem;
import java.util.List;

/** Whether preserved rows fit into the columns that the source's tables have. */
final class PreservedFit {

    private final PreservedRowsForecast.Rows target;
    private final PreservedRowsForecast.Rows source;
    private final List<Problem> problems;

    PreservedFit(PreservedRowsForecast.Rows target, PreservedRowsForecast.Rows source, List<Problem> problems) {
        this.target = target;
        this.source = source;
        this.problems = problems;
    }

    void check(PreservedMatch match) {
        Condition condition = match.condition();
        for (Table stray : match.strays()) {
            long rows = target.count(stray, condition);
            if (rows > 0) {
                unfit(
                        match,
                        rows + " of them stand" + (rows == 1 ? "s" : "") + " in " + stray.name()
                                + ", which the source does not have",
                        "Narrow the rule so that it leaves these rows out");
            }
        }
        for (PreservedMatch.Flow flow : match.flows()) {
            if (sum(flow, from -> target.count(from, condition)) > 0) {
                flow.to().columns().forEach(column -> check(match, flow, column));
            }
        }
    }

    private void check(PreservedMatch match, PreservedMatch.Flow flow, Column column) {
        if (column.generated()) {
            return;
        }
        if (!flow.columns().contains(column.name())) {
            if (!column.nullable() && !column.filled()) {
                unfit(
                        match,
                        "the source's column " + label(flow, column)
                                + " is NOT NULL without a default, and the target's rows have no value for it",
                        "Give the column a default in the source, or add it to the target's table and fill it there");
            }
            return;
        }
        Condition condition = match.condition();
        long nulls = column.nullable() ? 0 : sum(flow, from -> target.nulls(from, condition, column.name()));
        if (nulls > 0) {
            unfit(
                    match,
                    nulls + " of them hold" + (nulls == 1 ? "s" : "") + " NULL in " + label(flow, column)
                            + ", which is NOT NULL in the source",
                    "Fill the column on the target, or narrow the rule");
        }
        long wide = isNarrower(flow, column)
                ? sum(flow, from -> target.longer(from, condition, column.name(), column.maxLength()))
                : 0;
        if (wide > 0) {
            unfit(
                    match,
                    wide + " of them " + (wide == 1 ? "is" : "are") + " too long for " + label(flow, column)
                            + ", which has " + column.maxLength() + " characters in the source",
                    "Shorten the values on the target, or narrow the rule");
        } else if (!isReadable(match, flow, column)) {
            unfit(
                    match,
                    "the values of " + label(flow, column) + " are not all of type " + column.type()
                            + ", which it has in the source",
                    "Change the values on the target, or narrow the rule");
        }
    }

    private static boolean isNarrower(PreservedMatch.Flow flow, Column column) {
        return column.maxLength() > 0
                && flow.from().stream().anyMatch(from -> {
                    Column below = from.column(column.name()).orElseThrow();
                    return below.maxLength() == 0 || below.maxLength() > column.maxLength();
                });
    }

    /** Values leave the target only where the types differ, or where a type of one name may be another one. */
    private boolean isReadable(PreservedMatch match, PreservedMatch.Flow flow, Column column) {
        for (Table from : flow.from()) {
            Column below = from.column(column.name()).orElseThrow();
            boolean bothText = below.kind() == ColumnKind.TEXT && column.kind() == ColumnKind.TEXT;
            boolean builtIn = column.kind() != ColumnKind.ENUM && column.kind() != ColumnKind.OTHER;
            if (bothText || builtIn && below.type().equals(column.type())) {
                continue;
            }
            List<String> texts = target.values(from, List.of(column.name()), match.condition()).stream()
                    .map(value -> value.get(0))
                    .toList();
            if (!texts.isEmpty() && !source.reads(column.type(), texts)) {
                return false;
            }
        }
        return true;
    }

    /** Asks all tables of a flow. */
    @FunctionalInterface
    private interface Counting {
        long of(Table table);
    }

    private static long sum(PreservedMatch.Flow flow, Counting counting) {
        return flow.from().stream().mapToLong(counting::of).sum();
    }

    private static String label(PreservedMatch.Flow flow, Column column) {
        return flow.to().name() + "." + column.name();
    }

    private void unfit(PreservedMatch match, String why, String remedy) {
        problems.add(new Problem(
                DatabaseProblem.PRESERVED_ROWS_UNFIT,
                match.condition().named() + " brings rows that do not fit: " + why + ".",
                remedy + "."));
    }
}
