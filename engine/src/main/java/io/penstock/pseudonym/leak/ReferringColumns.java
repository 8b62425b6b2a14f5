package io.penstock.pseudonym.leak;

import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.ForeignKey;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Columns that hold nothing but what stands in another column too, since a foreign key says so: who looks through the other one need not look through these. */
final class ReferringColumns {

    static final ReferringColumns NONE = new ReferringColumns(new Catalog(List.of(), List.of(), List.of(), 0));

    private record Where(TableName table, String column) {}

    private final Map<Where, Where> referred = new HashMap<>();

    /** @param catalog of a database whose validated foreign keys hold for every row */
    ReferringColumns(Catalog catalog) {
        for (ForeignKey key : catalog.foreignKeys()) {
            Optional<Table> from = catalog.table(key.table());
            Optional<Table> to = catalog.table(key.referencedTable());
            if (key.validated() && from.isPresent() && to.isPresent() && isWhole(key, from.get())) {
                for (int i = 0; i < key.columns().size(); i++) {
                    add(
                            from.get(),
                            key.columns().get(i),
                            to.get(),
                            key.referencedColumns().get(i));
                }
            }
        }
    }

    /** A row with a NULL in one column of a key may have anything in the others. */
    private static boolean isWhole(ForeignKey key, Table table) {
        return key.columns().size() == 1
                || key.columns().stream()
                        .allMatch(name -> table.column(name).stream().noneMatch(Column::nullable));
    }

    private void add(Table from, String column, Table to, String other) {
        boolean alike =
                from.column(column).map(Column::kind).equals(to.column(other).map(Column::kind));
        if (alike) {
            referred.putIfAbsent(new Where(from.name(), column), new Where(to.name(), other));
        }
    }

    /** Whether all values of a column stand in one that is not left out itself; columns that refer to one another in a circle are not left out. */
    boolean contains(TableName table, String column) {
        Set<Where> seen = new HashSet<>();
        Where at = new Where(table, column);
        while (seen.add(at)) {
            Where next = referred.get(at);
            if (next == null) {
                return seen.size() > 1;
            }
            at = next;
        }
        return false;
    }
}
