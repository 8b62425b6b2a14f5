package io.penstock.database;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A primary key, unique constraint or unique index.
 *
 * @param columns in key order; for an expression, the columns that it reads
 * @param primary whether it is the primary key
 * @param plain over bare columns and all rows; false for an index with expressions or a condition
 * @param computed what a key that is not plain compares; absent for a plain one
 */
public record UniqueKey(
        String name,
        List<String> columns,
        boolean primary,
        boolean plain,
        @Nullable Computed computed) {

    /**
     * A key over expressions, or over some rows only.
     *
     * @param terms what has to be unique, each as SQL of the database that names columns alone
     * @param predicate which rows it is about, as SQL of the database; absent for all
     * @param predicateColumns the columns that the predicate reads
     */
    public record Computed(List<String> terms, @Nullable String predicate, List<String> predicateColumns) {

        public Computed {
            terms = List.copyOf(terms);
            predicateColumns = List.copyOf(predicateColumns);
        }
    }

    /** A key of which no more is known. */
    public UniqueKey(String name, List<String> columns, boolean primary, boolean plain) {
        this(name, columns, primary, plain, null);
    }

    public UniqueKey {
        columns = List.copyOf(columns);
    }

    /** All columns that decide whether two rows have the same key. */
    public List<String> reads() {
        Set<String> reads = new LinkedHashSet<>(columns);
        if (computed != null) {
            reads.addAll(computed.predicateColumns());
        }
        return new ArrayList<>(reads);
    }
}
