package io.penstock.database.postgresql;

import io.penstock.database.Catalog;
import io.penstock.database.Condition;
import io.penstock.database.DisplacedRows;
import io.penstock.database.PreservedMatch;
import io.penstock.database.PreservedRows;
import io.penstock.database.Table;
import io.penstock.database.UniqueKey;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Brings the rows of the old target that survive into the shadow, before its foreign keys and triggers exist. */
final class PreservedRowsCopy {

    private final PreservedRowsStage stage;
    private final Connection shadow;
    private final Catalog ofTarget;
    private final String where;

    /** @param where the shadow, for people */
    PreservedRowsCopy(PreservedRowsStage stage, Connection shadow, Catalog ofTarget, String where) {
        this.stage = stage;
        this.shadow = shadow;
        this.ofTarget = ofTarget;
        this.where = where;
    }

    PreservedRowsTransfer.Brought bring(PreservedMatch match) throws IOException {
        try {
            SearchPath.set(shadow, ofTarget);
            Sql.run(shadow, "BEGIN");
            PreservedRowsTransfer.Brought brought = replace(match);
            Sql.run(shadow, "COMMIT");
            SearchPath.clear(shadow);
            return brought;
        } catch (CopyStream.WriteFailed e) {
            throw Failures.ofPreserved(e.failure(), match.condition(), where);
        } catch (SQLException e) {
            throw Failures.ofPreserved(e, match.condition(), where);
        }
    }

    private PreservedRowsTransfer.Brought replace(PreservedMatch match) throws SQLException, IOException {
        Condition condition = match.condition();
        long replaced = 0;
        for (Table table : match.above()) {
            replaced += delete(table, condition);
        }
        long kept = 0;
        List<DisplacedRows> displaced = new ArrayList<>();
        List<PreservedRowsStage.Staged> all = stage.of(match);
        for (PreservedRowsStage.Staged staged : all) {
            displaced.addAll(displace(match, staged));
            String list = Sql.quoted(staged.flow().columns());
            kept += Sql.update(
                    shadow,
                    "INSERT INTO " + Sql.quote(staged.flow().to().name()) + " (" + list
                            + ") OVERRIDING SYSTEM VALUE SELECT " + list + " FROM " + staged.table());
        }
        replaced += displaced.stream().mapToLong(DisplacedRows::rows).sum();
        PreservedRows outcome = new PreservedRows(
                match.rule(), match.ofSource().name(), kept, replaced, match.columnsLost(), displaced, List.of());
        return new PreservedRowsTransfer.Brought(match, PreservedRowsTransfer.sums(all), outcome);
    }

    private long delete(Table table, Condition condition) throws SQLException {
        try {
            return Sql.update(
                    shadow, "DELETE FROM " + RowSource.of(table, condition) + " WHERE " + condition.bracketed());
        } catch (SQLException e) {
            throw Failures.ofCondition(e, condition, where);
        }
    }

    /** Removes copied rows that have the key of a preserved one. */
    private List<DisplacedRows> displace(PreservedMatch match, PreservedRowsStage.Staged staged) throws SQLException {
        List<DisplacedRows> displaced = new ArrayList<>();
        for (UniqueKey key : staged.flow().to().uniqueKeys()) {
            if (staged.flow().columns().containsAll(key.reads())) {
                for (Table place : match.places(staged.flow())) {
                    long rows = Sql.update(shadow, sameKeys(place, key, staged.table()));
                    if (rows > 0) {
                        displaced.add(new DisplacedRows(place.name(), key.name(), key.reads(), rows, List.of()));
                    }
                }
            }
        }
        return displaced;
    }

    private static String sameKeys(Table place, UniqueKey key, String staged) {
        String from = "DELETE FROM ONLY " + Sql.quote(place.name()) + " t USING ";
        if (key.plain()) {
            return from + staged + " p WHERE "
                    + key.columns().stream()
                            .map(column -> "t." + Sql.quote(column) + " = p." + Sql.quote(column))
                            .collect(Collectors.joining(" AND "));
        }
        List<String> terms = RowSource.terms(key);
        StringBuilder named = new StringBuilder();
        StringBuilder same = new StringBuilder();
        for (int i = 0; i < terms.size(); i++) {
            named.append(", (").append(terms.get(i)).append(") AS penstock_").append(i);
            same.append(" AND c.penstock_").append(i).append(" = p.penstock_").append(i);
        }
        String predicate = " WHERE true" + RowSource.predicate(key);
        return from + "(SELECT ctid AS penstock_row" + named + " FROM ONLY " + Sql.quote(place.name()) + predicate
                + ") c, (SELECT true" + named + " FROM " + staged + predicate + ") p WHERE t.ctid = c.penstock_row"
                + same;
    }
}
