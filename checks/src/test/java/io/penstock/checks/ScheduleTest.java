package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers in processes of their own begin what is due, each time once, and one takes over when another is killed. */
@Tag("postgresql")
class ScheduleTest {

    /** Far more than it takes, for machines that have much else to do. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String PRD = "schedule_prd";
    private static final String UAT = "schedule_uat";
    private static final String STORE = "schedule_store";

    @TempDir
    Path directory;

    private Scenario scenario;
    private final List<Process> workers = new ArrayList<>();

    @BeforeEach
    void makeALandscape() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Postgres.low().create(UAT);
        Postgres.low().create(STORE);
        scenario = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .line("store: {url: \"" + Postgres.low().url(STORE) + "\", user: postgres}")
                .map(
                        "tables: {customer: {columns: {email: email, name: full-name, note: redact}, public: [id]}, orders: public, bulk: public}");
    }

    @AfterEach
    void stopTheWorkers() throws InterruptedException {
        for (Process worker : workers) {
            worker.destroyForcibly().waitFor();
        }
    }

    private Process worker() throws IOException {
        Process worker = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.penstock.cli.Main",
                        "schedule",
                        "run",
                        "--config",
                        scenario.configuration().toString()))
                .redirectErrorStream(true)
                .redirectOutput(
                        directory.resolve("worker" + workers.size() + ".log").toFile())
                .start();
        workers.add(worker);
        return worker;
    }

    private String log(int worker) throws IOException {
        return Files.readString(directory.resolve("worker" + worker + ".log"), StandardCharsets.UTF_8);
    }

    private PenstockProcess penstock(String... words) throws Exception {
        return PenstockProcess.run(List.of(), "128m", Map.of(), scenario.configuration(), words);
    }

    private void due() throws Exception {
        due("sync", "prd", "uat", "--yes");
    }

    /** Has a command be due, since a little before now. */
    private void due(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("schedule", "add"));
        command.addAll(List.of(words));
        command.addAll(List.of("--cron", "0 0 1 1 *", "--zone", "UTC"));
        PenstockProcess added = penstock(command.toArray(String[]::new));
        assertThat(added.exit()).as(added.said()).isZero();
        assertThat(added.said()).contains("No worker is there");
        Postgres.low().run(STORE, "update schedule set due = date_trunc('minute', current_timestamp)");
        Postgres.low().run(STORE, "update scheduled_task set execution_time = current_timestamp");
    }

    private static void await(Duration within, BooleanSupplier what) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it comes in time").isLessThan(end);
            new Object() {
                synchronized void pause() throws InterruptedException {
                    wait(TimeUnit.MILLISECONDS.toMillis(200));
                }
            }.pause();
        }
    }

    private List<Run> runs() {
        try {
            return scenario.open().journal().list();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean done() {
        return runs().stream().anyMatch(run -> run.state().label().equals("done"));
    }

    @Test
    void beginsWhatIsDueOnceThoughTwoWorkersAreThere() throws Exception {
        due();
        Process first = worker();
        worker();

        await(PATIENCE, this::done);

        assertThat(runs()).hasSize(1);
        assertThat(runs().get(0).startedBy()).startsWith(System.getProperty("user.name") + "@");
        assertThat(penstock("schedule", "list").out())
                .contains("next", "UTC done, run " + runs().get(0).id());
        first.destroy();
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).as(log(0)).isZero();
    }

    @Test
    void anotherWorkerFinishesTheRunOfOneThatIsKilled() throws Exception {
        Postgres.high().run(PRD, "insert into bulk select i, repeat('x', 500) from generate_series(100000, 300000) i");
        due();
        Process first = worker();
        await(PATIENCE, () -> !runs().isEmpty());
        first.destroyForcibly().waitFor();
        worker();

        await(PATIENCE, this::done);

        assertThat(runs()).as("it is the same run").hasSize(1);
        assertThat(penstock("schedule", "list").out())
                .contains("UTC done, run " + runs().get(0).id());
    }

    @Test
    void makesBackupsAndRemovesTheOldOnes() throws Exception {
        scenario.line("backups: {folder: backups, key: \"" + Scenario.KEY + "\", keep: {last: 1}}");
        PenstockProcess old = penstock("backup", "create", "prd", "--for", "uat");
        assertThat(old.exit()).as(old.said()).isZero();
        due("backup", "prd", "--for", "uat");
        worker();

        await(
                PATIENCE,
                () -> runs().stream()
                                .filter(run -> run.state().label().equals("done"))
                                .count()
                        == 2);
        await(PATIENCE, () -> kept().size() == 1);

        assertThat(old.out()).as("the older one is gone").doesNotContain(kept().get(0));
        assertThat(runs().get(0).command()).isEqualTo("backup create prd --for uat");
    }

    private List<String> kept() {
        String[] names = directory.resolve("backups").toFile().list();
        return names == null ? List.of() : List.of(names);
    }
}
