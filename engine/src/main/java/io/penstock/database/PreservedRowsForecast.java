package io.penstock.database;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.landscape.PreservedRowsRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What preserved rows would become, worked out without touching either database. For dialects, which answer what it asks. */
public final class PreservedRowsForecast {

    /**
     * One rule, and the table that it means on both sides.
     *
     * @param ofTarget absent when the target has no such table, as before its first sync: then rows of the source give way to none
     */
    public record Match(PreservedRowsRule rule, @Nullable Table ofTarget, Table ofSource) {

        public String condition() {
            return rule.where() == null ? "true" : "(" + rule.where() + ")";
        }

        /** The columns that are carried: those that both sides have and neither computes. */
        public List<String> columns() {
            Table below = ofTarget;
            if (below == null) {
                return List.of();
            }
            return ofSource.columns().stream()
                    .filter(column -> !column.generated())
                    .map(Column::name)
                    .filter(name -> below.column(name)
                            .filter(column -> !column.generated())
                            .isPresent())
                    .toList();
        }

        public List<String> columnsLost() {
            Table below = ofTarget;
            if (below == null) {
                return List.of();
            }
            return below.columns().stream()
                    .map(Column::name)
                    .filter(name -> ofSource.column(name).isEmpty())
                    .toList();
        }
    }

    /** What is asked of one side. */
    public interface Rows {

        long count(Table table, String condition);

        /** The distinct keys of the rows that satisfy a condition, in the text form of values; without those that hold a NULL. */
        List<List<String>> keys(Table table, List<String> columns, String condition);

        /** Whether there is a row with such a key. */
        boolean has(Table table, List<String> columns, List<String> key);
    }

    /** Preserved rows are configuration, not mass data; more keys than these are not looked up one by one. */
    private static final int LOOKED_UP = 1000;

    private final List<Match> matches;
    private final Rows target;
    private final Rows source;
    private final List<Problem> problems = new ArrayList<>();

    private PreservedRowsForecast(List<Match> matches, Rows target, Rows source) {
        this.matches = matches;
        this.target = target;
        this.source = source;
    }

    /**
     * Works out what becomes of the rows that the rules mean.
     *
     * @throws PenstockException PRESERVED-ROWS-UNFIT
     */
    public static List<PreservedRows> of(
            List<PreservedRowsRule> rules, Catalog ofTarget, Rows target, Catalog ofSource, Rows source) {
        PreservedRowsForecast forecast = new PreservedRowsForecast(match(rules, ofTarget, ofSource), target, source);
        List<PreservedRows> result =
                forecast.matches.stream().map(forecast::counted).toList();
        for (Match match : forecast.matches) {
            for (ForeignKey key : ofSource.foreignKeys()) {
                if (key.table().equals(match.ofSource().name())) {
                    ofSource.table(key.referencedTable())
                            .ifPresent(referenced -> forecast.dangling(match, key, referenced));
                }
                if (key.referencedTable().equals(match.ofSource().name())) {
                    ofSource.table(key.table()).ifPresent(referring -> forecast.orphaned(match, key, referring));
                }
            }
        }
        if (!forecast.problems.isEmpty()) {
            throw new PenstockException(forecast.problems);
        }
        return result;
    }

    /**
     * Finds the tables of the rules on both sides.
     *
     * @throws PenstockException PRESERVED-ROWS-UNFIT, naming each rule whose table the source does not have
     */
    public static List<Match> match(List<PreservedRowsRule> rules, Catalog ofTarget, Catalog ofSource) {
        List<Problem> problems = new ArrayList<>();
        List<Match> matches = new ArrayList<>();
        for (PreservedRowsRule rule : rules) {
            Table below = ofTarget.find(rule.table()).orElse(null);
            Table above = ofSource.find(rule.table()).orElse(null);
            if (above == null) {
                problems.add(new Problem(
                        DatabaseProblem.PRESERVED_ROWS_UNFIT,
                        "The rule to preserve rows of " + rule.table()
                                + " names a table that the source does not have.",
                        "Correct preserve in penstock.yaml."));
            } else {
                matches.add(new Match(rule, below, above));
            }
        }
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
        return matches;
    }

    private PreservedRows counted(Match match) {
        return new PreservedRows(
                match.rule(),
                match.ofSource().name(),
                match.ofTarget() == null ? 0 : target.count(match.ofTarget(), match.condition()),
                source.count(match.ofSource(), match.condition()),
                match.columnsLost());
    }

    private void dangling(Match match, ForeignKey key, Table referenced) {
        if (!match.columns().containsAll(key.columns())) {
            return;
        }
        List<List<String>> needed = keysBelow(match, key.columns());
        List<List<String>> preserved = preservedKeys(referenced, key.referencedColumns());
        long lost = needed.stream()
                .filter(wanted ->
                        !preserved.contains(wanted) && !source.has(referenced, key.referencedColumns(), wanted))
                .count();
        if (lost > 0) {
            problems.add(new Problem(
                    DatabaseProblem.PRESERVED_ROWS_UNFIT,
                    lost + " key" + (lost == 1 ? "" : "s") + " of preserved rows of "
                            + match.ofSource().name() + " would point to rows of " + referenced.name()
                            + " that the source does not have (" + key.name() + ").",
                    "Narrow the rule in preserve, or preserve the rows of " + referenced.name() + " too."));
        }
    }

    /** Rows of the source that give way and are still referred to, by tables that no rule covers. */
    private void orphaned(Match match, ForeignKey key, Table referring) {
        if (matches.stream().anyMatch(other -> other.ofSource().name().equals(referring.name()))) {
            return;
        }
        List<List<String>> preserved = preservedKeys(match.ofSource(), key.referencedColumns());
        long lost = source.keys(match.ofSource(), key.referencedColumns(), match.condition()).stream()
                .filter(replaced -> !preserved.contains(replaced))
                .limit(LOOKED_UP)
                .filter(replaced -> source.has(referring, key.columns(), replaced))
                .count();
        if (lost > 0) {
            problems.add(new Problem(
                    DatabaseProblem.PRESERVED_ROWS_UNFIT,
                    "Rows of " + referring.name() + " point to " + lost + " row" + (lost == 1 ? "" : "s") + " of "
                            + match.ofSource().name() + " that would give way to preserved rows (" + key.name() + ").",
                    "Narrow the rule in preserve, so that rows that others need come down."));
        }
    }

    private List<List<String>> preservedKeys(Table table, List<String> columns) {
        List<List<String>> preserved = new ArrayList<>();
        for (Match match : matches) {
            if (match.ofSource().name().equals(table.name()) && match.columns().containsAll(columns)) {
                preserved.addAll(keysBelow(match, columns));
            }
        }
        return preserved;
    }

    private List<List<String>> keysBelow(Match match, List<String> columns) {
        Table below = match.ofTarget();
        return below == null ? List.of() : target.keys(below, columns, match.condition());
    }
}
