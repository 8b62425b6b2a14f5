package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymProblem.KEY_COLUMN_AT_RISK;
import static io.penstock.pseudonym.PseudonymProblem.PARTITION_KEY_AT_RISK;
import static io.penstock.pseudonym.PseudonymProblem.UNIQUE_KEY_AT_RISK;

import io.penstock.Problem;
import io.penstock.database.ForeignKey;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.UniqueKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks that unique keys stay unique and that foreign keys still find their rows. */
final class KeyChecks {

    private final List<Problem> problems;
    private final Set<String> reported = new HashSet<>();

    KeyChecks(List<Problem> problems) {
        this.problems = problems;
    }

    /**
     * A unique key stays one when all its replaced columns keep distinct values distinct, or when those columns that do are unique by themselves.
     *
     * @param keys of the table, and of the partitioned tables above it
     */
    void unique(Table table, List<UniqueKey> keys, Map<String, BoundColumn> personal) {
        for (UniqueKey key : keys) {
            List<BoundColumn> blurred = new ArrayList<>();
            Set<String> distinct = new TreeSet<>();
            boolean nulled = false;
            for (String column : key.columns()) {
                BoundColumn bound = personal.get(column);
                if (bound == null || bound.keepsDistinct()) {
                    distinct.add(column);
                    nulled |= bound != null && bound.recipe() == Recipe.NULL;
                } else {
                    blurred.add(bound);
                }
            }
            if (!blurred.isEmpty() && !nulled && !uniqueByItself(keys, distinct, personal)) {
                problems.add(risk(table, key, blurred));
            }
        }
    }

    private static boolean uniqueByItself(
            List<UniqueKey> keys, Set<String> columns, Map<String, BoundColumn> personal) {
        return keys.stream()
                .anyMatch(key -> key.plain()
                        && columns.containsAll(key.columns())
                        && key.columns().stream().noneMatch(column -> isNulled(personal.get(column))));
    }

    private static boolean isNulled(@Nullable BoundColumn bound) {
        return bound != null && bound.recipe() == Recipe.NULL;
    }

    private static Problem risk(Table table, UniqueKey key, List<BoundColumn> blurred) {
        BoundColumn first = blurred.get(0);
        String what = first.place() + ": `" + first.recipe().label() + "` may give several values of " + first.label()
                + " one pseudonym, but the unique key " + key.name() + " of " + table.name() + " needs them distinct.";
        int width = first.width();
        String room = width > 0 && width < Tagged.TAG
                ? " `login` needs " + Tagged.TAG + " characters, the column has " + width + "."
                : "";
        return new Problem(
                UNIQUE_KEY_AT_RISK,
                what,
                "Use `login`, `email`, `number`, `code`, `uuid` or `secret`, which stay unique." + room);
    }

    /**
     * A foreign key holds when neither side changes, or both change alike and stay distinct.
     *
     * @param personal all personal columns, by table and name
     * @param empty tables of which no rows are copied
     */
    void foreign(ForeignKey key, Map<TableName, Map<String, BoundColumn>> personal, Set<TableName> empty) {
        Map<String, BoundColumn> here = personal.getOrDefault(key.table(), Map.of());
        Map<String, BoundColumn> there = personal.getOrDefault(key.referencedTable(), Map.of());
        boolean nulled = key.columns().stream().anyMatch(column -> isNulled(here.get(column)));
        if (nulled || empty.contains(key.table())) {
            return;
        }
        if (empty.contains(key.referencedTable())) {
            problems.add(new Problem(
                    KEY_COLUMN_AT_RISK,
                    "Rows of " + key.table() + " refer to " + key.referencedTable()
                            + ", which is declared empty (foreign key " + key.name() + ").",
                    "Declare " + key.table() + " empty too, or replace its referring column by `null`."));
            return;
        }
        for (int i = 0; i < key.columns().size(); i++) {
            BoundColumn from = here.get(key.columns().get(i));
            BoundColumn to = there.get(key.referencedColumns().get(i));
            if ((from != null || to != null) && !alike(from, to)) {
                problems.add(new Problem(
                        KEY_COLUMN_AT_RISK,
                        place(from, to) + "the foreign key " + key.name() + " ties " + key.table() + "."
                                + key.columns().get(i) + " to " + key.referencedTable() + "."
                                + key.referencedColumns().get(i) + ", but they are not replaced alike.",
                        "Give both columns the same pseudonymizer, options and link, one of `login`, `email`, `number`,"
                                + " `code` and `uuid`; or leave both as they are."));
            }
        }
    }

    /**
     * A row stands in the partition that its key belongs to, and is written there. With another key it would belong to another one.
     *
     * @param personal the personal columns of one of the partitions
     */
    void partitioned(Table parent, Map<String, BoundColumn> personal) {
        for (String column : parent.partitionKey()) {
            BoundColumn bound = personal.get(column);
            if (bound != null && reported.add(bound.place() + " " + parent.name() + " " + column)) {
                problems.add(new Problem(
                        PARTITION_KEY_AT_RISK,
                        bound.place() + ": " + parent.name() + "." + column
                                + " decides in which partition a row stands; with the value that `"
                                + bound.recipe().label() + "` gives, it would belong to another one.",
                        "List the column in `public` if it is not personal, declare the table `empty`, or partition the table by another"
                                + " column."));
            }
        }
    }

    private static boolean alike(@Nullable BoundColumn from, @Nullable BoundColumn to) {
        return from != null
                && to != null
                && from.entry().canonical().equals(to.entry().canonical())
                && from.keepsDistinct()
                && to.keepsDistinct();
    }

    private static String place(@Nullable BoundColumn from, @Nullable BoundColumn to) {
        BoundColumn known = from == null ? to : from;
        return known == null ? "" : known.place() + ": ";
    }
}
