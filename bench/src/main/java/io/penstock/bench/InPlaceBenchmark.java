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
 * Pseudonymizing a restored shop where it stands, beside UPDATEs of the same columns as people write them by hand, in turn; prints medians and ratios as a
 * table. See {@code bench/README.md}.
 */
public final class InPlaceBenchmark {

    private static final String RAW = "shop";
    private static final String RESTORED = "restored";
    private static final String KEY = "YSBrZXkgZm9yIG1lYXN1cmluZywgbm90IGZvciB1c2UhIQ==";

    /** One way of replacing. */
    @FunctionalInterface
    private interface Way {
        void replace() throws IOException, InterruptedException, SQLException;
    }

    private final Path work;
    private final BenchServer server;

    private InPlaceBenchmark(Path work, BenchServer server) {
        this.work = work;
        this.server = server;
    }

    /** Arguments: an empty working directory, the scale of the shop (95 is about 1 GB), rounds. */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        Path work = Path.of(args[0]).toAbsolutePath();
        Files.createDirectories(work);
        try (BenchServer server = BenchServer.start(work.resolve("server"))) {
            InPlaceBenchmark benchmark = new InPlaceBenchmark(work, server);
            benchmark.prepare(Double.parseDouble(args[1]));
            benchmark.measure(Integer.parseInt(args[2]));
        }
    }

    private void prepare(double scale) throws IOException, SQLException {
        server.create(RAW);
        try (Connection connection = server.connect(RAW)) {
            Shop.create(connection, Vendor.POSTGRESQL, ShopEnvironment.PRD_EDIT, scale, 1);
            connection.setAutoCommit(true);
            connection.createStatement().execute("VACUUM ANALYZE");
        }
        try (InputStream map = Shop.class.getResourceAsStream("personal-data.yaml")) {
            Files.write(
                    work.resolve("personal-data.yaml"),
                    Objects.requireNonNull(map).readAllBytes());
        }
        Files.writeString(work.resolve("penstock.yaml"), """
                landscape: bench
                environments:
                  - name: prd
                    role: production
                    clusters: {live: {database: {url: "%s", user: postgres}}}
                  - name: uat
                    role: test
                    zone: production
                    clusters: {live: {database: {url: "%s", user: postgres}}}
                pseudonym-key: "%s"
                parallel: 2
                """.formatted(server.url(RAW), server.url(RESTORED), KEY));
    }

    private void measure(int rounds) throws IOException, InterruptedException, SQLException {
        List<String> updates = MaskingUpdates.of(server, RAW, work.resolve("personal-data.yaml"));
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("UPDATEs by hand (old row versions stay)", () -> server.execute(RESTORED, updates));
        ways.put("penstock pseudonymize", this::penstock);
        ways.put("UPDATEs by hand, then VACUUM FULL", () -> {
            server.execute(RESTORED, updates);
            server.execute(RESTORED, List.of("VACUUM FULL ANALYZE"));
        });
        Map<String, double[]> seconds = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                restore();
                long began = System.nanoTime();
                way.getValue().replace();
                double took = (System.nanoTime() - began) / 1e9;
                seconds.computeIfAbsent(way.getKey(), name -> new double[rounds])[round] = took;
                System.err.printf(Locale.ROOT, "round %d: %s %.1f s%n", round + 1, way.getKey(), took);
            }
        }
        double[] base = Objects.requireNonNull(seconds.values().iterator().next());
        System.out.println("| way | median s | × UPDATEs by hand (median of pairs) |");
        System.out.println("|---|---|---|");
        seconds.forEach((way, times) -> System.out.printf(
                Locale.ROOT, "| %s | %.1f | %.2f |%n", way, median(times), median(ratios(times, base))));
    }

    /** As a restore leaves it: not in the cache of the server, and written to the disk. */
    private void restore() throws SQLException {
        server.execute(
                "postgres",
                List.of(
                        "DROP DATABASE IF EXISTS " + RESTORED + " WITH (FORCE)",
                        "CREATE DATABASE " + RESTORED + " TEMPLATE " + RAW + " STRATEGY file_copy",
                        "CHECKPOINT"));
    }

    /** As a user starts it. */
    private void penstock() throws IOException, InterruptedException {
        Commands.run(
                Map.of(),
                List.of(
                        Path.of("penstock").toAbsolutePath().toString(),
                        "pseudonymize",
                        "uat",
                        "--yes",
                        "-q",
                        "--config",
                        work.resolve("penstock.yaml").toString()));
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
