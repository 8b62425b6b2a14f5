package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.ForeignKey;
import io.penstock.database.PreservedRows;
import io.penstock.database.Table;
import io.penstock.landscape.PreservedRowsRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What preserved rows would become, worked out without touching either database. */
final class PreservedRowsForecast {

    /** One rule, and the table that it means on both sides. */
    record Match(PreservedRowsRule rule, Table ofTarget, Table ofSource) {

        String condition() {
            return rule.where() == null ? "true" : "(" + rule.where() + ")";
        }

        List<String> columns() {
            return ofSource.columns().stream()
                    .filter(column -> !column.generated())
                    .map(Column::name)
                    .filter(name -> ofTarget.column(name)
                            .filter(column -> !column.generated())
                            .isPresent())
                    .toList();
        }

        List<String> columnsLost() {
            return ofTarget.columns().stream()
                    .map(Column::name)
                    .filter(name -> ofSource.column(name).isEmpty())
                    .toList();
        }
    }

    private final PostgresDatabase target;
    private final PostgresSnapshot snapshot;

    PreservedRowsForecast(PostgresDatabase target, PostgresSnapshot snapshot) {
        this.target = target;
        this.snapshot = snapshot;
    }

    List<PreservedRows> of(List<PreservedRowsRule> rules) {
        if (rules.isEmpty()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        List<Match> matches = match(rules, target.catalog(), snapshot.catalog(), problems);
        List<PreservedRows> result = new ArrayList<>();
        Map<Match, List<ForeignKey>> outgoing = new LinkedHashMap<>();
        for (Match match : matches) {
            long kept =
                    target.asking("counting preserved rows", () -> count(target.connection(), match.ofTarget(), match));
            long replaced = snapshot.ask(
                    () -> count(snapshot.keeper(), match.ofSource(), match), "counting rows that give way");
            result.add(new PreservedRows(match.rule(), match.ofSource().name(), kept, replaced, match.columnsLost()));
            outgoing.put(
                    match,
                    snapshot.catalog().foreignKeys().stream()
                            .filter(key -> key.table().equals(match.ofSource().name()))
                            .toList());
        }
        outgoing.forEach((match, keys) -> keys.forEach(key -> dangling(match, key, matches, problems)));
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
        return result;
    }

    /** Finds the tables of the rules on both sides; a rule whose table is missing on one of them is a problem. */
    static List<Match> match(
            List<PreservedRowsRule> rules, Catalog ofTarget, Catalog ofSource, List<Problem> problems) {
        List<Match> matches = new ArrayList<>();
        for (PreservedRowsRule rule : rules) {
            Table below = ofTarget.find(rule.table()).orElse(null);
            Table above = ofSource.find(rule.table()).orElse(null);
            if (below == null || above == null) {
                problems.add(new Problem(
                        DatabaseProblem.PRESERVED_ROWS_UNFIT,
                        "The rule to preserve rows of " + rule.table() + " names a table that the "
                                + (below == null ? "target" : "source") + " does not have.",
                        "Correct preserve in penstock.yaml."));
            } else {
                matches.add(new Match(rule, below, above));
            }
        }
        return matches;
    }

    private static long count(Connection connection, Table table, Match match) throws SQLException {
        return Sql.one(
                connection,
                "SELECT count(*) FROM " + Sql.quote(table.name()) + " WHERE " + match.condition(),
                row -> row.getLong(1));
    }

    private void dangling(Match match, ForeignKey key, List<Match> matches, List<Problem> problems) {
        if (!match.columns().containsAll(key.columns())) {
            return;
        }
        List<String[]> needed = target.asking(
                "reading keys of preserved rows",
                () -> tuples(
                        target.connection(), Sql.quote(match.ofTarget().name()), key.columns(), match.condition()));
        if (needed.isEmpty()) {
            return;
        }
        List<String[]> preserved = new ArrayList<>();
        for (Match other : matches) {
            if (other.ofSource().name().equals(key.referencedTable())
                    && other.columns().containsAll(key.referencedColumns())) {
                preserved.addAll(target.asking(
                        "reading keys of preserved rows",
                        () -> tuples(
                                target.connection(),
                                Sql.quote(other.ofTarget().name()),
                                key.referencedColumns(),
                                other.condition())));
            }
        }
        long lost = needed.stream()
                .filter(tuple -> !contains(preserved, tuple) && !inSource(key, tuple))
                .count();
        if (lost > 0) {
            problems.add(new Problem(
                    DatabaseProblem.PRESERVED_ROWS_UNFIT,
                    lost + " key" + (lost == 1 ? "" : "s") + " of preserved rows of "
                            + match.ofSource().name()
                            + " would point to rows of " + key.referencedTable() + " that the source does not have ("
                            + key.name() + ").",
                    "Narrow the rule in preserve, or preserve the rows of " + key.referencedTable() + " too."));
        }
    }

    private boolean inSource(ForeignKey key, String[] tuple) {
        String condition = key.referencedColumns().stream()
                .map(column -> Sql.quote(column) + " = CAST(? AS " + type(key, column) + ")")
                .collect(Collectors.joining(" AND "));
        return snapshot.ask(
                () -> Sql.one(
                        snapshot.keeper(),
                        "SELECT EXISTS (SELECT FROM " + Sql.quote(key.referencedTable()) + " WHERE " + condition + ")",
                        row -> row.getBoolean(1),
                        (Object[]) tuple),
                "looking for referenced rows");
    }

    private String type(ForeignKey key, String column) {
        return snapshot.catalog()
                .table(key.referencedTable())
                .flatMap(table -> table.column(column))
                .map(Column::type)
                .orElse("text");
    }

    private static List<String[]> tuples(Connection connection, String table, List<String> columns, String condition)
            throws SQLException {
        String list =
                columns.stream().map(column -> Sql.quote(column) + "::text").collect(Collectors.joining(", "));
        String notNull = columns.stream()
                .map(column -> Sql.quote(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return Sql.list(
                connection,
                "SELECT DISTINCT " + list + " FROM " + table + " WHERE " + condition + " AND " + notNull,
                row -> {
                    String[] tuple = new String[columns.size()];
                    for (int i = 0; i < tuple.length; i++) {
                        tuple[i] = row.getString(i + 1);
                    }
                    return tuple;
                });
    }

    private static boolean contains(List<String[]> tuples, String[] tuple) {
        return tuples.stream().anyMatch(candidate -> Arrays.equals(candidate, tuple));
    }
}
