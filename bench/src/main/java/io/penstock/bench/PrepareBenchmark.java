package io.penstock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * 3,000 steps of one statement over 200 cartridges on PostgreSQL: a first run beside psql and Flyway, and a second one, which has nothing to do, beside Flyway. Each as a whole process,
 * in turn; prints medians and ratios as tables. See {@code bench/README.md}.
 */
public final class PrepareBenchmark {

    private static final int CARTRIDGES = 200;
    private static final int STEPS = 15;
    private static final String OURS = "prepared";
    private static final String FLYWAY = "flyway";
    private static final String PSQL = "psql";

    private final Path work;
    private final BenchServer server;

    private PrepareBenchmark(Path work, BenchServer server) {
        this.work = work;
        this.server = server;
    }

    /** Arguments: an empty working directory, rounds. */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        Path work = Path.of(args[0]).toAbsolutePath();
        Files.createDirectories(work);
        try (BenchServer server = BenchServer.start(work.resolve("server"))) {
            PrepareBenchmark benchmark = new PrepareBenchmark(work, server);
            benchmark.write();
            benchmark.measure(Integer.parseInt(args[1]));
        }
    }

    private void write() throws IOException {
        StringBuilder list = new StringBuilder("cartridges.dbinit =");
        StringBuilder all = new StringBuilder();
        Files.createDirectories(work.resolve("flyway"));
        int number = 0;
        for (int i = 1; i <= CARTRIDGES; i++) {
            list.append(" c").append(i);
            Path release = work.resolve("cartridges/c" + i + "/release");
            Files.createDirectories(release.resolve("lib/c" + i));
            StringBuilder steps = new StringBuilder();
            for (int j = 1; j <= STEPS; j++) {
                String sql = "CREATE TABLE t" + i + "_" + j + " (id int PRIMARY KEY, name varchar(40));\n";
                Files.writeString(release.resolve("lib/c" + i + "/s" + j + ".sql"), sql);
                Files.writeString(work.resolve("flyway/V" + ++number + "__s.sql"), sql);
                steps.append("Class" + j + " = SQLScriptPreparer c" + i + "/s" + j + ".sql\n");
                all.append(sql);
            }
            Files.writeString(release.resolve("dbinit.properties"), steps);
        }
        Files.writeString(work.resolve("cartridges/cartridgelist.properties"), list);
        Files.writeString(work.resolve("all.sql"), all);
        Files.writeString(work.resolve("penstock.yaml"), """
                landscape: bench
                cartridges: cartridges
                environments:
                  - name: uat
                    role: test
                    clusters: {live: {database: {url: "%s", user: postgres}}}
                """.formatted(server.url(OURS)));
    }

    private void measure(int rounds) throws IOException, InterruptedException, SQLException {
        Map<String, Rounds.Way> first = new LinkedHashMap<>();
        first.put("psql, one commit each", this::psql);
        first.put("penstock prepare", this::penstock);
        first.put("Flyway migrate", this::flyway);
        Rounds.compare(first, rounds, this::empty, "psql");
        Map<String, Rounds.Way> second = new LinkedHashMap<>();
        second.put("Flyway migrate", this::flyway);
        second.put("penstock prepare", this::penstock);
        Rounds.compare(second, rounds, () -> {}, "Flyway");
    }

    private void empty() throws SQLException {
        for (String database : List.of(OURS, FLYWAY, PSQL)) {
            server.execute(
                    "postgres",
                    List.of("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)", "CREATE DATABASE " + database));
        }
        server.execute("postgres", List.of("CHECKPOINT"));
    }

    private void psql() throws IOException, InterruptedException {
        Commands.run(
                server.environment(PSQL),
                List.of(
                        "psql",
                        "-q",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-f",
                        work.resolve("all.sql").toString()));
    }

    private void flyway() throws IOException, InterruptedException {
        Commands.run(
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlywayProcess.class.getName(),
                        server.url(FLYWAY),
                        work.resolve("flyway").toString()));
    }

    /** As a user starts it. */
    private void penstock() throws IOException, InterruptedException {
        Commands.run(
                Map.of(),
                List.of(
                        Path.of("penstock").toAbsolutePath().toString(),
                        "prepare",
                        "uat",
                        "-q",
                        "--config",
                        work.resolve("penstock.yaml").toString()));
    }
}
