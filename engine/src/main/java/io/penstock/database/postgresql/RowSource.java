package io.penstock.database.postgresql;

import io.penstock.database.Condition;
import io.penstock.database.Table;
import io.penstock.database.UniqueKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How SQL names the rows of one table, and what a unique key compares. */
final class RowSource {

    private RowSource() {}

    /** The table's own rows, or those of all partitions of a partitioned one. A condition may speak of it by the name of the table that it is for. */
    static String of(Table table, @Nullable Condition condition) {
        String rows = (table.kind() == Table.Kind.PARTITIONED ? "" : "ONLY ") + Sql.quote(table.name());
        return condition == null || condition.table().equals(table.name().name())
                ? rows
                : rows + " AS " + Sql.quote(condition.table());
    }

    static List<String> terms(UniqueKey key) {
        UniqueKey.Computed computed = key.computed();
        return computed == null ? key.columns().stream().map(Sql::quote).toList() : computed.terms();
    }

    /** The rest of a WHERE clause: the rows that a key is about. */
    static String predicate(UniqueKey key) {
        UniqueKey.Computed computed = key.computed();
        return computed == null || computed.predicate() == null ? "" : " AND (" + computed.predicate() + ")";
    }
}
