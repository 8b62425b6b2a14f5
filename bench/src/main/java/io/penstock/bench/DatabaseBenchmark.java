package io.penstock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The refresh of a large shop beside the ways in which people copy a database today, in turn, each as whole processes; prints medians and ratios
 * as a table. See {@code bench/README.md}.
 */
public final class DatabaseBenchmark {

    private static final String DATABASE = "shop";

    private final Path work;
    private final BenchServer source;
    private final BenchServer target;

    private DatabaseBenchmark(Path work, BenchServer source, BenchServer target) {
        this.work = work;
        this.source = source;
        this.target = target;
    }

    /** Arguments: an empty working directory, the scale of the shop (95 is about 1 GB), rounds, and what the names of the ways begin with; all ways without it. */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        Path work = Path.of(args[0]).toAbsolutePath();
        Files.createDirectories(work);
        try (BenchServer source = BenchServer.start(work.resolve("source"));
                BenchServer target = BenchServer.start(work.resolve("target"))) {
            DatabaseBenchmark benchmark = new DatabaseBenchmark(work, source, target);
            benchmark.prepare(Double.parseDouble(args[1]));
            benchmark.measure(Integer.parseInt(args[2]), args.length > 3 ? args[3] : "");
        }
    }

    private void prepare(double scale) throws IOException, SQLException {
        BenchShop.create(source, DATABASE, scale, work);
        Files.writeString(work.resolve("penstock.yaml"), """
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
                """.formatted(
                        source.url(DATABASE), target.url(DATABASE), BenchShop.KEY));
    }

    private void measure(int rounds, String beginning) throws IOException, InterruptedException, SQLException {
        Map<String, Rounds.Way> ways = new LinkedHashMap<>();
        ways.put("pg_dump -Fd -Z0 -j2, pg_restore -j2 (nothing masked)", this::dumpAndRestore);
        ways.put("penstock, without the proof", () -> penstock("--no-proof"));
        ways.put("penstock, without the leak check", () -> penstock("--no-leaks"));
        ways.put("penstock, with both", () -> penstock("--proof"));
        ways.put("penstock sync", this::penstock);
        ways.put("pgcopydb clone (nothing masked)", this::pgcopydb);
        ways.put("pg_dump, pg_restore, then masking UPDATEs", () -> {
            dumpAndRestore();
            target.execute(DATABASE, MaskingUpdates.of(source, DATABASE, work.resolve("personal-data.yaml")));
        });
        ways.keySet().removeIf(name -> !name.startsWith(beginning));
        Rounds.compare(
                ways,
                rounds,
                () -> {
                    target.create(DATABASE);
                    target.execute("postgres", List.of("CHECKPOINT"));
                },
                beginning.isEmpty() ? "pg_dump, pg_restore" : "the first");
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
    private void penstock(String proof) throws IOException, InterruptedException {
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
                        proof));
    }
}
