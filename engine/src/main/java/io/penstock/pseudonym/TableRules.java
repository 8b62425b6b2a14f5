package io.penstock.pseudonym;

import io.penstock.database.ColumnKind;
import io.penstock.database.Condition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the rewriter of one table, and what people should know about it. */
final class TableRules {

    private final List<String> reads = new ArrayList<>();
    private final List<Rewriter.Cell> cells = new ArrayList<>();
    private final List<BoundMap.PersonalColumn> described = new ArrayList<>();
    private final List<BoundMap.KeptColumn> keptColumns = new ArrayList<>();
    private final List<BoundMap.Counted> counted = new ArrayList<>();
    private final Map<String, Condition> computations = new LinkedHashMap<>();
    private final Rewriter rewriter;

    /** @param columns the personal ones, at least one */
    TableRules(Workbench workbench, Map<String, BoundColumn> columns, Optional<Condition> keep) {
        Set<String> wanted = new LinkedHashSet<>(columns.keySet());
        for (BoundColumn column : columns.values()) {
            String expression = column.entry().options().expression();
            if (expression != null) {
                String name = Computation.name(column.column().name());
                String named = column.place() + ": the `expression` of " + column.label();
                computations.put(name, new Condition(expression, column.table().name(), named));
            }
        }
        boolean looksAround = !computations.isEmpty();
        wanted.addAll(computations.keySet());
        for (BoundColumn column : columns.values()) {
            Options options = column.entry().options();
            wanted.addAll(options.of());
            if (options.per() != null) {
                wanted.add(options.per());
            }
            looksAround |= options.per() != null || !options.of().isEmpty() || innerPer(options, wanted);
        }
        reads.addAll(wanted);
        Map<String, Integer> indexes = new HashMap<>();
        reads.forEach(name -> indexes.put(name, indexes.size()));

        List<BoundColumn> ordered = new ArrayList<>(columns.values());
        ordered.sort(Comparator.comparing(TableRules::turn));
        Set<String> exact = new HashSet<>();
        for (BoundColumn column : ordered) {
            OddValues odd = new OddValues();
            Pseudonymizer pseudonymizer = workbench.make(column, odd);
            cells.add(new Rewriter.Cell(
                    reads.indexOf(column.column().name()),
                    comesBack(column) ? new Remembering(pseudonymizer) : pseudonymizer,
                    column.blankPadded()));
            counted.add(new BoundMap.Counted(column, odd));
            if (column.column().kind() == ColumnKind.TEXT && !column.blankPadded()) {
                exact.add(column.column().name());
            }
            described.add(Samples.describe(column, workbench.make(column, new OddValues())));
            if (keep.isPresent()) {
                addKept(workbench, column, keep.get());
            }
        }
        rewriter = new Rewriter(
                reads, columns.keySet(), keep, cells, looksAround, indexes, computations, exact, workbench.watch());
    }

    /** What looks at other pseudonyms comes after them: names that are composed, then texts in which such names are looked for. */
    private static int turn(BoundColumn column) {
        if (column.entry().options().of().isEmpty()) {
            return 0;
        }
        return column.recipe() == Recipe.FULL_NAME ? 1 : 2;
    }

    /** Whether a column has few values for its rows, such as names; values that are odd are counted one by one and so not remembered. */
    private static boolean comesBack(BoundColumn column) {
        boolean ofValueAlone = column.entry().options().of().isEmpty()
                && column.entry().options().per() == null;
        return switch (column.recipe()) {
            case FIRST_NAME, LAST_NAME, CITY, STREET, COMPANY -> ofValueAlone;
            default -> false;
        };
    }

    private static boolean innerPer(Options options, Set<String> wanted) {
        boolean found = false;
        for (Options.Entry inner : options.paths().values()) {
            String per = inner.options().per();
            if (per != null) {
                wanted.add(per);
                found = true;
            }
            found |= innerPer(inner.options(), wanted);
        }
        return found;
    }

    private void addKept(Workbench workbench, BoundColumn column, Condition keep) {
        if (identifies(column.entry())) {
            keptColumns.add(new BoundMap.KeptColumn(
                    column.table(), column.column().name(), column.entry().link(), keep, workbench.keeper(column)));
        }
    }

    private static boolean identifies(Options.Entry entry) {
        return entry.recipe().identifying()
                || entry.options().paths().values().stream().anyMatch(TableRules::identifies);
    }

    Rewriter rewriter() {
        return rewriter;
    }

    List<BoundMap.PersonalColumn> described() {
        return described;
    }

    List<BoundMap.KeptColumn> keptColumns() {
        return keptColumns;
    }

    List<BoundMap.Counted> counted() {
        return counted;
    }
}
