package io.penstock.pseudonym.evidence;

import io.penstock.database.ForwardingRewriter;
import io.penstock.database.RowRewriter;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.pseudonym.BoundMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what a rule does to the rows of one table. Its parts may be read by several threads, each through a {@link Reader} of its own. */
public final class TableCount {

    private final Map<String, ColumnCount> columns = new TreeMap<>();
    private long rewritten;

    /** A rule that counts, for the rows of one part and one thread. */
    public Reader reader(TableRule rule) {
        return new Reader(rule);
    }

    private synchronized void add(long rows, Map<String, ColumnCount> counts) {
        rewritten += rows;
        counts.forEach((column, count) ->
                columns.computeIfAbsent(column, name -> new ColumnCount()).add(count));
    }

    /** How many rows were rewritten; the others were kept as they are. */
    public synchronized long rewritten() {
        return rewritten;
    }

    /** What became of the personal columns of the table. */
    public synchronized List<Evidence.Column> evidence(BoundMap map, TableName table) {
        List<Evidence.Column> all = new ArrayList<>();
        for (BoundMap.PersonalColumn personal : map.personalColumns()) {
            if (personal.table().equals(table)) {
                long odd = map.oddValues().stream()
                        .filter(each ->
                                each.table().equals(table) && each.column().equals(personal.column()))
                        .mapToLong(BoundMap.OddCount::count)
                        .sum();
                all.add(evidence(personal.column(), personal.pseudonymizer(), personal.link(), odd));
            }
        }
        return all;
    }

    /** @param odd how many of its values could not be read */
    synchronized Evidence.Column evidence(String column, String pseudonymizer, String link, long odd) {
        return columns.getOrDefault(column, new ColumnCount()).evidence(column, pseudonymizer, link, odd);
    }

    /** Closed when its part is read; only then does it count. */
    public final class Reader {

        private final TableRule rule;
        private final @Nullable Counting counting;

        private Reader(TableRule rule) {
            this.counting = rule instanceof TableRule.Rewritten rewritten ? new Counting(rewritten.rewriter()) : null;
            this.rule = counting == null ? rule : new TableRule.Rewritten(counting);
        }

        public TableRule rule() {
            return rule;
        }

        /** Adds what was counted; called once, when all rows of the part have arrived. */
        public void done() {
            if (counting != null) {
                add(counting.rows, counting.counts());
            }
        }
    }

    private static final class Counting extends ForwardingRewriter {

        private final int[] indexes;
        private final List<String> names = new ArrayList<>();
        private final ColumnCount[] counts;
        private final @Nullable String[] before;
        private long rows;

        Counting(RowRewriter behind) {
            super(behind);
            List<String> reads = behind.reads();
            for (String column : reads) {
                if (behind.writes().contains(column)) {
                    names.add(column);
                }
            }
            this.indexes = names.stream().mapToInt(reads::indexOf).toArray();
            this.counts = new ColumnCount[indexes.length];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = new ColumnCount();
            }
            this.before = new @Nullable String[indexes.length];
        }

        Map<String, ColumnCount> counts() {
            Map<String, ColumnCount> byName = new TreeMap<>();
            for (int i = 0; i < counts.length; i++) {
                byName.put(names.get(i), counts[i]);
            }
            return byName;
        }

        @Override
        public void rewrite(@Nullable String[] fields) {
            for (int i = 0; i < indexes.length; i++) {
                before[i] = fields[indexes[i]];
            }
            super.rewrite(fields);
            for (int i = 0; i < indexes.length; i++) {
                counts[i].add(before[i], fields[indexes[i]]);
            }
            rows++;
        }
    }
}
