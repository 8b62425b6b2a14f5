package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.Catalog;
import io.penstock.database.Condition;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.ForeignKey;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.UniqueKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Changes the preserved rows of a finished copy to those that the target has now. Its foreign keys exist, so a row is changed where it stands and never
 * taken out to be put back, and rows go in the order of the foreign keys.
 */
final class PreservedRowsChange {

    private final Connection shadow;
    private final Catalog catalog;

    PreservedRowsChange(Connection shadow, Catalog catalog) {
        this.shadow = shadow;
        this.catalog = catalog;
    }

    void apply(List<PreservedRowsStage.Staged> altered) throws SQLException {
        List<PreservedRowsStage.Staged> ordered = inOrder(altered);
        for (int i = ordered.size() - 1; i >= 0; i--) {
            remove(ordered.get(i));
        }
        for (PreservedRowsStage.Staged staged : ordered) {
            put(staged);
        }
    }

    /** Tables that are referred to come first; of a circle, none does. */
    private List<PreservedRowsStage.Staged> inOrder(List<PreservedRowsStage.Staged> altered) {
        Map<TableName, Integer> ranks = new HashMap<>();
        altered.forEach(staged -> ranks.put(staged.flow().to().name(), 0));
        for (int pass = 0; pass < ranks.size(); pass++) {
            for (ForeignKey key : catalog.declaredForeignKeys()) {
                Integer above = ranks.get(key.referencedTable());
                if (above != null && !key.table().equals(key.referencedTable())) {
                    ranks.computeIfPresent(key.table(), (table, rank) -> Math.max(rank, above + 1));
                }
            }
        }
        List<PreservedRowsStage.Staged> ordered = new ArrayList<>(altered);
        ordered.sort(Comparator.comparing(
                staged -> ranks.getOrDefault(staged.flow().to().name(), 0)));
        return ordered;
    }

    /** Takes away the rows that the target does not have any more. */
    private void remove(PreservedRowsStage.Staged staged) throws SQLException {
        Condition condition = staged.match().condition();
        String mine = Sql.quote(condition.table()) + ".";
        for (Table place : staged.match().places(staged.flow())) {
            String from = RowSource.of(place, condition);
            Optional<UniqueKey> key = key(staged);
            if (key.isPresent()) {
                String gone = " WHERE " + condition.bracketed() + " AND NOT EXISTS (SELECT FROM " + staged.table()
                        + " p WHERE " + same(key.get().columns(), "p.", mine) + ")";
                requireUnreferenced(place, staged.match().ofSource(), from + gone, mine);
                Sql.update(shadow, "DELETE FROM " + from + gone);
            } else {
                Sql.update(
                        shadow,
                        "DELETE FROM " + from + " WHERE " + condition.bracketed() + " OR " + row(staged, mine)
                                + " IN (SELECT " + row(staged, "p.") + " FROM " + staged.table() + " p)");
            }
        }
    }

    /** A foreign key might take the rows that refer to them away too. */
    private void requireUnreferenced(Table place, Table root, String gone, String mine) throws SQLException {
        for (ForeignKey key : catalog.declaredForeignKeys()) {
            Table referring = catalog.table(key.table()).orElse(null);
            boolean meant = key.referencedTable().equals(place.name())
                    || key.referencedTable().equals(root.name());
            if (referring == null || !meant) {
                continue;
            }
            String select = key.referencedColumns().stream()
                    .map(column -> mine + Sql.quote(column) + " AS " + Sql.quote("r_" + column))
                    .collect(Collectors.joining(", "));
            StringBuilder join = new StringBuilder("true");
            for (int i = 0; i < key.columns().size(); i++) {
                join.append(" AND r.")
                        .append(Sql.quote(key.columns().get(i)))
                        .append(" = g.")
                        .append(Sql.quote("r_" + key.referencedColumns().get(i)));
            }
            String sql = "SELECT EXISTS (SELECT FROM (SELECT " + select + " FROM " + gone + ") g JOIN "
                    + RowSource.of(referring, null) + " r ON " + join + ")";
            if (Sql.read(shadow, sql, found -> found.getBoolean(1)).get(0)) {
                throw new PenstockException(
                        DatabaseProblem.PRESERVED_ROWS_UNFIT,
                        "Preserved rows of " + root.name()
                                + " were removed on the target while the copy was built, but rows of "
                                + referring.name() + " in the copy refer to them (" + key.name() + ").",
                        "Run the command again; its plan looks at the rows as they are then.");
            }
        }
    }

    /** Changes the rows that are others now, and adds the new ones. */
    private void put(PreservedRowsStage.Staged staged) throws SQLException {
        Optional<UniqueKey> key = key(staged);
        String into = Sql.quote(staged.flow().to().name());
        String list = Sql.quoted(staged.flow().columns());
        String insert = "INSERT INTO " + into + " (" + list + ") OVERRIDING SYSTEM VALUE SELECT " + list + " FROM "
                + staged.table() + " p";
        if (key.isEmpty()) {
            Sql.update(shadow, insert);
            return;
        }
        List<String> columns = key.get().columns();
        String changes = staged.flow().columns().stream()
                .filter(column -> !columns.contains(column))
                .map(column -> Sql.quote(column) + " = p." + Sql.quote(column))
                .collect(Collectors.joining(", "));
        if (!changes.isEmpty()) {
            Sql.update(
                    shadow,
                    "UPDATE " + RowSource.of(staged.flow().to(), null) + " AS t SET " + changes + " FROM "
                            + staged.table() + " p WHERE " + same(columns, "p.", "t.") + " AND " + row(staged, "p.")
                            + " <> " + row(staged, "t."));
        }
        Sql.update(shadow, insert + " WHERE " + nowhere(staged, place -> same(columns, "p.", "t.")));
    }

    /** How many of the rows do not stand in the copy as they are. */
    long missing(PreservedRowsStage.Staged staged) throws SQLException {
        String same = key(staged)
                        .map(key -> same(key.columns(), "p.", "t.") + " AND ")
                        .orElse("")
                + row(staged, "p.") + " = " + row(staged, "t.");
        return Sql.read(
                        shadow,
                        "SELECT count(*) FROM " + staged.table() + " p WHERE " + nowhere(staged, place -> same),
                        found -> found.getLong(1))
                .get(0);
    }

    private static String nowhere(PreservedRowsStage.Staged staged, UnaryOperator<String> same) {
        return staged.match().places(staged.flow()).stream()
                .map(place -> Sql.quote(place.name()))
                .map(place -> "NOT EXISTS (SELECT FROM ONLY " + place + " t WHERE " + same.apply(place) + ")")
                .collect(Collectors.joining(" AND ", "true AND ", ""));
    }

    private static String same(List<String> columns, String one, String other) {
        return columns.stream()
                .map(column -> one + Sql.quote(column) + " = " + other + Sql.quote(column))
                .collect(Collectors.joining(" AND "));
    }

    /** A whole row as text, since not every type can be compared. */
    private static String row(PreservedRowsStage.Staged staged, String of) {
        return "ROW("
                + staged.flow().columns().stream()
                        .map(column -> of + Sql.quote(column))
                        .collect(Collectors.joining(", "))
                + ")::text";
    }

    /** What tells the rows apart: a key that no row can lack. */
    private static Optional<UniqueKey> key(PreservedRowsStage.Staged staged) {
        Table table = staged.flow().to();
        return table.uniqueKeys().stream()
                .filter(key -> key.plain() && staged.flow().columns().containsAll(key.columns()))
                .filter(key -> key.columns().stream()
                        .allMatch(column -> table.column(column)
                                .filter(found -> !found.nullable())
                                .isPresent()))
                .max(Comparator.comparing(UniqueKey::primary));
    }
}
