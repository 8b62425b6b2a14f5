package io.penstock.bench;

import com.sun.management.ThreadMXBean;
import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.RowRewriter;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.pseudonym.BoundMap;
import io.penstock.pseudonym.PersonalDataMap;
import io.penstock.pseudonym.PseudonymKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many values each pseudonymizer replaces in a second of one processor, and what it allocates; prints a table. Processor time is counted and not the clock,
 * so that other processes of the machine distort the figures little.
 */
public final class PseudonymBenchmark {

    private static final int VALUES = 50_000;
    private static final double WARM_UP_SECONDS = 1.5;
    private static final double ROUND_SECONDS = 0.4;
    private static final int ROUNDS = 5;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final BoundMap map;

    private PseudonymBenchmark(BoundMap map) {
        this.map = map;
    }

    /** Arguments: the names of the rows of the table to measure; all when none is given. */
    public static void main(String[] args) throws IOException {
        List<PseudonymSamples.Sample> samples = new ArrayList<>();
        for (PseudonymSamples.Sample sample : PseudonymSamples.all()) {
            if (args.length == 0 || Arrays.asList(args).contains(sample.name())) {
                samples.add(sample);
            }
        }
        PseudonymBenchmark benchmark = new PseudonymBenchmark(bound(samples));
        System.out.println("| values | an example | values/s | bytes allocated per value |");
        System.out.println("|---|---|---:|---:|");
        samples.forEach(benchmark::measure);
    }

    private static BoundMap bound(List<PseudonymSamples.Sample> samples) throws IOException {
        StringBuilder yaml = new StringBuilder("locale: de-DE\ntables:\n");
        List<Table> tables = new ArrayList<>();
        for (PseudonymSamples.Sample sample : samples) {
            yaml.append("  ").append(table(sample).name()).append(":\n    columns: {v: ");
            yaml.append("{as: ").append(sample.pseudonymizer()).append("}}\n");
            Column column = new Column("v", "text", ColumnKind.TEXT, 0, 0, 0, true, false);
            tables.add(new Table(table(sample), Table.Kind.ORDINARY, List.of(column), List.of(), List.of(), 0, 0));
        }
        Path file = Files.createTempFile("personal-data", ".yaml");
        try {
            Files.writeString(file, yaml);
            PseudonymKey key = PseudonymKey.ofBase64("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
            return PersonalDataMap.read(file)
                    .bind(new Catalog(tables, List.of(), List.of("public"), 0), key, "benchmark");
        } finally {
            Files.delete(file);
        }
    }

    private static TableName table(PseudonymSamples.Sample sample) {
        return new TableName("public", sample.name().replaceAll("[^a-z0-9]+", "_"));
    }

    private void measure(PseudonymSamples.Sample sample) {
        if (!(map.rule(table(sample)) instanceof TableRule.Rewritten rewritten)) {
            throw new IllegalStateException("nothing is replaced in " + table(sample));
        }
        String[] values = new String[VALUES];
        Arrays.setAll(values, sample.values()::apply);
        @Nullable String[] row = {values[0]};
        rewritten.rewriter().rewrite(row);
        String example = values[0] + " → " + row[0];
        rate(rewritten.rewriter(), values, WARM_UP_SECONDS);
        double[] rates = new double[ROUNDS];
        long allocated = thread.getCurrentThreadAllocatedBytes();
        long count = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Rate rate = rate(rewritten.rewriter(), values, ROUND_SECONDS);
            rates[round] = rate.perSecond();
            count += rate.count();
        }
        long bytes = (thread.getCurrentThreadAllocatedBytes() - allocated) / count;
        Arrays.sort(rates);
        System.out.printf(Locale.ROOT, "| %s | %s | %,.0f | %,d |%n", sample.name(), example, rates[ROUNDS / 2], bytes);
    }

    private record Rate(long count, double perSecond) {}

    private Rate rate(RowRewriter rewriter, String[] values, double seconds) {
        @Nullable String[] row = new String[1];
        long start = thread.getCurrentThreadCpuTime();
        long limit = (long) (seconds * 1e9);
        long count = 0;
        long time;
        do {
            for (int i = 0; i < 1000; i++) {
                row[0] = values[(int) (count++ % VALUES)];
                rewriter.rewrite(row);
            }
            time = thread.getCurrentThreadCpuTime() - start;
        } while (time < limit);
        return new Rate(count, count * 1e9 / time);
    }
}
