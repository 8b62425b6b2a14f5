package io.penstock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pseudonymizing a restored shop where it stands, beside UPDATEs of the same columns as people write them by hand, in turn; prints medians and ratios as a
 * table. See {@code bench/README.md}.
 */
public final class InPlaceBenchmark {

    private static final String RAW = "shop";
    private static final String RESTORED = "restored";

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
        BenchShop.create(server, RAW, scale, work);
        Files.writeString(
                work.resolve("penstock.yaml"), """
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
                """.formatted(server.url(RAW), server.url(RESTORED), BenchShop.KEY));
    }

    private void measure(int rounds) throws IOException, InterruptedException, SQLException {
        List<String> updates = MaskingUpdates.of(server, RAW, work.resolve("personal-data.yaml"));
        Map<String, Rounds.Way> ways = new LinkedHashMap<>();
        ways.put("UPDATEs by hand (old row versions stay)", () -> server.execute(RESTORED, updates));
        ways.put("penstock pseudonymize", this::penstock);
        ways.put("UPDATEs by hand, then VACUUM FULL", () -> {
            server.execute(RESTORED, updates);
            server.execute(RESTORED, List.of("VACUUM FULL ANALYZE"));
        });
        Rounds.compare(ways, rounds, this::restore, "UPDATEs by hand");
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
}
