package io.penstock.pseudonym.leak;

import io.penstock.database.ForwardingRewriter;
import io.penstock.database.RowRewriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers, row by row, which look-alikes a rewriter was given. */
final class RowWatch extends ForwardingRewriter {

    private final RowTest test;
    private final KeyedHash hash;
    private final Supplier<Collector> collector;
    private final List<String> reads;
    private final int[] key;
    private final int[] columns;

    RowWatch(RowRewriter behind, RowTest test, KeyedHash hash, Supplier<Collector> collector) {
        super(behind);
        this.test = test;
        this.hash = hash;
        this.collector = collector;
        // What is behind takes the first fields for its own.
        this.reads = new ArrayList<>(behind.reads());
        test.key().stream().filter(name -> !reads.contains(name)).forEach(reads::add);
        this.key = test.key().stream().mapToInt(reads::indexOf).toArray();
        this.columns = test.columns().stream().mapToInt(reads::indexOf).toArray();
    }

    @Override
    public List<String> reads() {
        return reads;
    }

    @Override
    public void rewrite(@Nullable String[] fields) {
        Collector own = collector.get();
        long[] values = own.values(columns.length);
        for (int i = 0; i < columns.length; i++) {
            String value = fields[columns[i]];
            values[i] = value == null || RowTest.isNoDay(value) ? 0 : own.lookAlike(value);
        }
        super.rewrite(fields);
        long row = 0;
        for (int each : key) {
            byte[] text = String.valueOf(fields[each]).getBytes(StandardCharsets.UTF_8);
            row = RowTest.key(row, hash.of(text, 0, text.length));
        }
        for (int i = 0; i < columns.length; i++) {
            if (values[i] != 0) {
                own.row(test.fingerprint(i, row, values[i]));
            }
        }
    }
}
