package io.penstock.database;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.landscape.PreservedRowsRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One rule, and the tables that it means on both sides. Rows are read, removed and put table by table: those of a partitioned table stand in its
 * partitions, and those of a table that others inherit from stand in any of them.
 *
 * @param ofTarget absent when the target has no such table, as before its first sync: then rows of the source give way to none
 * @param below the tables of the target whose rows the rule means
 * @param above the tables of the source whose rows the rule means
 */
public record PreservedMatch(
        PreservedRowsRule rule, @Nullable Table ofTarget, Table ofSource, List<Table> below, List<Table> above) {

    /**
     * Rows of the target that go to one place.
     *
     * @param from tables of the target
     * @param to the table of the source that takes them in; a partitioned one finds the partition by itself
     * @param columns those that are carried, which both sides have and neither computes
     */
    public record Flow(List<Table> from, Table to, List<String> columns) {

        public Flow {
            from = List.copyOf(from);
            columns = List.copyOf(columns);
        }
    }

    public PreservedMatch {
        below = List.copyOf(below);
        above = List.copyOf(above);
    }

    /**
     * Finds the tables of the rules on both sides.
     *
     * @throws PenstockException PRESERVED-ROWS-UNFIT, naming each rule whose table the source does not have
     */
    public static List<PreservedMatch> of(List<PreservedRowsRule> rules, Catalog ofTarget, Catalog ofSource) {
        List<Problem> problems = new ArrayList<>();
        List<PreservedMatch> matches = new ArrayList<>();
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
                List<Table> tree = below == null ? List.of() : ofTarget.tree(below);
                matches.add(new PreservedMatch(rule, below, above, withRows(tree), withRows(ofSource.tree(above))));
            }
        }
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
        return matches;
    }

    /** The tables of the source that the rules work on. A condition that asks other tables has to find all of their rows there. */
    public static Set<TableName> tables(List<PreservedRowsRule> rules, Catalog ofSource) {
        Set<TableName> tables = new TreeSet<>();
        for (PreservedRowsRule rule : rules) {
            boolean asksOthers = rule.where() != null
                    && rule.where().toLowerCase(Locale.ROOT).contains("select");
            List<Table> meant = asksOthers
                    ? ofSource.tables()
                    : ofSource.find(rule.table()).map(ofSource::tree).orElse(List.of());
            meant.forEach(table -> tables.add(table.name()));
        }
        return tables;
    }

    private static List<Table> withRows(List<Table> tree) {
        return tree.stream().filter(Table::hasRows).toList();
    }

    public Condition condition() {
        return Condition.of(rule, ofSource);
    }

    /** Where the rows of the target go. */
    public List<Flow> flows() {
        List<Flow> flows = new ArrayList<>();
        Table root = ofTarget;
        if (root == null) {
            return flows;
        }
        if (isPartitioned(root) || isPartitioned(ofSource)) {
            flows.add(new Flow(below, ofSource, carried(root, ofSource)));
            return flows;
        }
        for (Table from : below) {
            Table to = from.equals(root) ? ofSource : heir(from);
            if (to != null) {
                flows.add(new Flow(List.of(from), to, carried(from, to)));
            }
        }
        return flows;
    }

    /** Tables of the target that inherit from the named one, and that the source does not have in its place. */
    public List<Table> strays() {
        Table root = ofTarget;
        if (root == null || isPartitioned(root) || isPartitioned(ofSource)) {
            return List.of();
        }
        return below.stream()
                .filter(table -> !table.equals(root) && heir(table) == null)
                .toList();
    }

    private @Nullable Table heir(Table from) {
        return above.stream()
                .filter(table -> table.name().equals(from.name()))
                .findFirst()
                .orElse(null);
    }

    private static boolean isPartitioned(Table table) {
        return table.kind() == Table.Kind.PARTITIONED;
    }

    private static List<String> carried(Table from, Table to) {
        return to.columns().stream()
                .filter(column -> !column.generated())
                .map(Column::name)
                .filter(name ->
                        from.column(name).filter(column -> !column.generated()).isPresent())
                .toList();
    }

    /** The columns that only the target has. */
    public List<String> columnsLost() {
        List<String> lost = new ArrayList<>();
        for (Flow flow : flows()) {
            flow.from().stream()
                    .flatMap(table -> table.columns().stream())
                    .map(Column::name)
                    .filter(name -> flow.to().column(name).isEmpty() && !lost.contains(name))
                    .forEach(lost::add);
        }
        return lost;
    }

    /** The tables of the source among whose rows those of a flow will stand. */
    public List<Table> places(Flow flow) {
        return isPartitioned(flow.to()) ? above : List.of(flow.to());
    }
}
