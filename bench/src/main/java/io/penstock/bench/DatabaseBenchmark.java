package io.penstock.bench;

import io.penstock.examples.Shop;
import io.penstock.examples.ShopEnvironment;
import io.penstock.examples.Vendor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The refresh of a large shop beside the ways in which people copy a database today, in turn, each as whole processes; prints medians and ratios
 * as a table. See {@code bench/README.md}.
 */
public final class DatabaseBenchmark {

    private static final String DATABASE = "shop";
    private static final String KEY = "YSBrZXkgZm9yIG1lYXN1cmluZywgbm90IGZvciB1c2UhIQ==";

    /** One way of copying. */
    @FunctionalInterface
    private interface Way {
        void copy() throws IOException, InterruptedException, SQLException;
    }

    private final Path work;
    private final BenchServer source;
    private final BenchServer target;

    private DatabaseBenchmark(Path work, BenchServer source, BenchServer target) {
        this.work = work;
        this.source = source;
        this.target = target;
    }

    /** Arguments: an empty working directory, the scale of the shop (95 is about 1 GB), rounds. */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        Path work = Path.of(args[0]).toAbsolutePath();
        Files.createDirectories(work);
        try (BenchServer source = BenchServer.start(work.resolve("source"));
                BenchServer target = BenchServer.start(work.resolve("target"))) {
            DatabaseBenchmark benchmark = new DatabaseBenchmark(work, source, target);
            benchmark.prepare(Double.parseDouble(args[1]));
            benchmark.measure(Integer.parseInt(args[2]));
        }
    }

    private void prepare(double scale) throws IOException, SQLException {
        source.create(DATABASE);
        try (Connection connection = source.connect(DATABASE)) {
            Shop.create(connection, Vendor.POSTGRESQL, ShopEnvironment.PRD_EDIT, scale, 1);
            connection.setAutoCommit(true);
            connection.createStatement().execute("VACUUM ANALYZE");
        }
        try (InputStream map = Shop.class.getResourceAsStream("personal-data.yaml")) {
            Files.write(
                    work.resolve("personal-data.yaml"),
                    Objects.requireNonNull(map).readAllBytes());
        }
        Files.writeString(
                work.resolve("penstock.yaml"), """
                landscape: bench
                environments:
                  - name: prd
                    role: production
                    clusters: {live: {database: {url: "%s", user: postgres}}}
                  - name: uat
                    role: test
                    undo: 0
                    clusters: {live: {database: {url: "%s", user: postgres}}}
                pseudonym-key: "%s"
                parallel: 2
                """.formatted(source.url(DATABASE), target.url(DATABASE), KEY));
    }

    private void measure(int rounds) throws IOException, InterruptedException, SQLException {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("pg_dump -Fd -Z0 -j2, pg_restore -j2 (nothing masked)", this::dumpAndRestore);
        ways.put("penstock, without the proof", this::penstockWithoutProof);
        ways.put("penstock sync", this::penstock);
        ways.put("pgcopydb clone (nothing masked)", this::pgcopydb);
        ways.put("pg_dump, pg_restore, then masking UPDATEs", () -> {
            dumpAndRestore();
            target.execute(DATABASE, MaskingUpdates.of(source, DATABASE, work.resolve("personal-data.yaml")));
        });
        Map<String, double[]> seconds = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                target.create(DATABASE);
                target.execute("postgres", List.of("CHECKPOINT"));
                long began = System.nanoTime();
                way.getValue().copy();
                double took = (System.nanoTime() - began) / 1e9;
                seconds.computeIfAbsent(way.getKey(), name -> new double[rounds])[round] = took;
                System.err.printf(Locale.ROOT, "round %d: %s %.1f s%n", round + 1, way.getKey(), took);
            }
        }
        double[] base = Objects.requireNonNull(seconds.values().iterator().next());
        System.out.println("| way | median s | × pg_dump, pg_restore (median of pairs) |");
        System.out.println("|---|---|---|");
        seconds.forEach((way, times) -> System.out.printf(
                Locale.ROOT, "| %s | %.1f | %.2f |%n", way, median(times), median(ratios(times, base))));
    }

    private void dumpAndRestore() throws IOException, InterruptedException {
        Path dump = work.resolve("dump");
        Commands.run(Map.of(), List.of("rm", "-rf", dump.toString()));
        Commands.run(source.environment(DATABASE), List.of("pg_dump", "-Fd", "-Z0", "-j2", "-f", dump.toString()));
        Commands.run(target.environment(DATABASE), List.of("pg_restore", "-j2", "-d", DATABASE, dump.toString()));
    }

    private void pgcopydb() throws IOException, InterruptedException {
        Path directory = work.resolve("pgcopydb");
        Commands.run(Map.of(), List.of("rm", "-rf", directory.toString()));
        Commands.run(
                Map.of(),
                List.of(
                        "pgcopydb",
                        "clone",
                        "--source",
                        source.uri(DATABASE),
                        "--target",
                        target.uri(DATABASE),
                        "--dir",
                        directory.toString(),
                        "--table-jobs",
                        "2",
                        "--index-jobs",
                        "2"));
    }

    /** As a user starts it. */
    private void penstock() throws IOException, InterruptedException {
        Commands.run(
                Map.of(),
                List.of(
                        Path.of("penstock").toAbsolutePath().toString(),
                        "sync",
                        "prd",
                        "uat",
                        "--yes",
                        "-q",
                        "--config",
                        work.resolve("penstock.yaml").toString()));
    }

    /** With the launcher's options but for its archive of loaded classes, which saves about a second. */
    private void penstockWithoutProof() throws IOException, InterruptedException {
        Commands.run(
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:FreqInlineSize=120",
                        "-XX:MaxInlineLevel=9",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SyncProcess.class.getName(),
                        work.resolve("penstock.yaml").toString(),
                        "--no-proof"));
    }

    private static double[] ratios(double[] times, double[] base) {
        double[] result = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            result[i] = times[i] / base[i];
        }
        return result;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
