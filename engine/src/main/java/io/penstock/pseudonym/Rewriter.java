package io.penstock.pseudonym;

import io.penstock.database.Condition;
import io.penstock.database.RowRewriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replaces the personal fields of one table's rows. NULL stays NULL and empty stays empty. */
final class Rewriter implements RowRewriter {

    /**
     * A personal field.
     *
     * @param index in the fields of a row
     * @param blankPadded whether trailing blanks are padding and no part of the value
     */
    record Cell(int index, Pseudonymizer pseudonymizer, boolean blankPadded) {}

    private final List<String> reads;
    private final Set<String> writes;
    private final Optional<Condition> keep;
    private final Cell[] cells;
    private final boolean looksAround;
    private final Map<String, Integer> indexes;
    private final Set<String> exact;
    private final Watch watch;
    private final Map<String, Condition> computations;

    /**
     * @param cells those that look at other fields' pseudonyms come last
     * @param looksAround whether any of them looks at other fields
     * @param indexes of all columns in {@code reads}
     * @param computations what the source computes, by the name under which it is read
     */
    Rewriter(
            List<String> reads,
            Set<String> writes,
            Optional<Condition> keep,
            List<Cell> cells,
            boolean looksAround,
            Map<String, Integer> indexes,
            Map<String, Condition> computations,
            Set<String> exact,
            Watch watch) {
        this.reads = List.copyOf(reads);
        this.writes = Set.copyOf(writes);
        this.keep = keep;
        this.cells = cells.toArray(new Cell[0]);
        this.looksAround = looksAround;
        this.indexes = Map.copyOf(indexes);
        this.exact = Set.copyOf(exact);
        this.watch = watch;
        this.computations = Collections.unmodifiableMap(new LinkedHashMap<>(computations));
    }

    @Override
    public List<String> reads() {
        return reads;
    }

    @Override
    public Set<String> writes() {
        return writes;
    }

    @Override
    public Map<String, Condition> computations() {
        return computations;
    }

    @Override
    public Set<String> exact() {
        return exact;
    }

    @Override
    public Optional<Condition> keep() {
        return keep;
    }

    @Override
    public void rewrite(@Nullable String[] fields) {
        RowContext row = looksAround ? new Row(fields.clone(), fields, indexes) : RowContext.NONE;
        for (Cell cell : cells) {
            String value = fields[cell.index()];
            if (value != null && cell.blankPadded()) {
                value = value.stripTrailing();
            }
            if (value != null && !value.isEmpty()) {
                fields[cell.index()] = cell.pseudonymizer().replace(value, row);
            }
        }
    }

    @Override
    public void kept(@Nullable String[] fields) {
        watch.keeping(() -> rewrite(fields));
    }

    private record Row(
            @Nullable String[] originals, @Nullable String[] fields, Map<String, Integer> indexes)
            implements RowContext {

        @Override
        public @Nullable String original(String column) {
            Integer index = indexes.get(column);
            return index == null ? null : originals[index];
        }

        @Override
        public @Nullable String pseudonym(String column) {
            Integer index = indexes.get(column);
            return index == null ? null : fields[index];
        }
    }
}
