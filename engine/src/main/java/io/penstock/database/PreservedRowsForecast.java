package io.penstock.database;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.landscape.PreservedRowsRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What preserved rows would become, worked out without touching either database. For dialects, which answer what it asks. */
public final class PreservedRowsForecast {

    /** What is asked of one side. A table's rows are always its own, without those of partitions and heirs, unless it is partitioned. */
    public interface Rows {

        /**
         * Makes sure that a condition is one, and speaks of what is there.
         *
         * @throws PenstockException CONDITION-INVALID; the other questions throw it too, for one that cannot be evaluated
         */
        void tryOut(Table table, Condition condition);

        long count(Table table, Condition condition);

        /** How many of the rows have NULL in a column. */
        long nulls(Table table, Condition condition, String column);

        /** How many of the rows have more than so many characters in a column. */
        long longer(Table table, Condition condition, String column, int length);

        /** The distinct values of columns in the rows that satisfy a condition, in the text form of values; without those that hold a NULL. */
        List<List<String>> values(Table table, List<String> columns, Condition condition);

        /** What a unique key compares, for each of the rows that it is about; absent when it cannot be evaluated here. */
        Optional<List<List<String>>> keys(Table table, UniqueKey key, Condition condition);

        /** Whether there is a row with such values that satisfies none of the conditions. */
        boolean has(Table table, List<String> columns, List<String> values, List<Condition> except);

        /** Whether all these texts are values of a type. */
        boolean reads(String type, List<String> texts);

        /** The rows with one of these keys that do not satisfy a condition. */
        List<Found> find(Table table, UniqueKey key, List<List<String>> keys, Condition except, List<String> wanted);
    }

    /**
     * A row.
     *
     * @param row tells it from all others of the table
     * @param wanted the columns that were asked for
     */
    public record Found(String row, List<String> key, List<String> wanted) {}

    private final List<PreservedMatch> matches;
    private final Rows target;
    private final Catalog ofSource;
    private final Rows source;
    private final PreservedTreatment treatment;
    private final List<Problem> problems = new ArrayList<>();

    private PreservedRowsForecast(
            List<PreservedMatch> matches,
            Rows target,
            Catalog ofSource,
            Rows source,
            Function<TableName, TableRule> rules) {
        this.matches = matches;
        this.target = target;
        this.ofSource = ofSource;
        this.source = source;
        this.treatment = new PreservedTreatment(ofSource, rules);
    }

    /**
     * Works out what becomes of the rows that the rules mean.
     *
     * @param treatment what happens to the tables of the source that hold rows
     * @throws PenstockException PRESERVED-ROWS-UNFIT, CONDITION-INVALID
     */
    public static List<PreservedRows> of(
            List<PreservedRowsRule> rules,
            Catalog ofTarget,
            Rows target,
            Catalog ofSource,
            Rows source,
            Function<TableName, TableRule> treatment) {
        List<PreservedMatch> matches = PreservedMatch.of(rules, ofTarget, ofSource);
        return new PreservedRowsForecast(matches, target, ofSource, source, treatment).work();
    }

    private List<PreservedRows> work() {
        matches.forEach(this::tryOut);
        PreservedFit fit = new PreservedFit(target, source, problems);
        List<PreservedRows> result = new ArrayList<>();
        PreservedReferences references =
                new PreservedReferences(matches, ofSource, target, source, treatment, problems);
        for (PreservedMatch match : matches) {
            fit.check(match);
            PreservedCollisions collisions = new PreservedCollisions(match, target, source, treatment, problems);
            List<DisplacedRows> displaced = collisions.displaced();
            List<String> notes = new ArrayList<>(collisions.notes());
            notes.addAll(references.check(match, collisions));
            result.add(new PreservedRows(
                    match.rule(),
                    match.ofSource().name(),
                    count(target, match.below(), match.condition()),
                    count(source, treatment.copied(match.above()), match.condition()) + collisions.rows(),
                    match.columnsLost(),
                    displaced,
                    notes));
        }
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
        return result;
    }

    private void tryOut(PreservedMatch match) {
        source.tryOut(match.ofSource(), match.condition());
        Table below = match.ofTarget();
        if (below != null) {
            target.tryOut(below, match.condition());
        }
    }

    private static long count(Rows side, List<Table> tables, Condition condition) {
        return tables.stream().mapToLong(table -> side.count(table, condition)).sum();
    }
}
