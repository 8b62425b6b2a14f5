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

    /** Adds a refresh that is due, and was due a little before now. */
    private void due() throws Exception {
        PenstockProcess added =
                penstock("schedule", "add", "sync", "prd", "uat", "--cron", "0 0 1 1 *", "--zone", "UTC", "--yes");
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
        long killed = System.nanoTime();
        worker();

        await(PATIENCE, this::done);

        assertThat(runs()).hasSize(2);
        assertThat(runs().get(1).state().label()).isEqualTo("died");
        assertThat(Duration.between(runs().get(1).began(), runs().get(0).began()))
                .isLessThan(Duration.ofSeconds(45));
        assertThat(System.nanoTime()).isGreaterThan(killed);
        assertThat(penstock("schedule", "list").out())
                .contains("UTC done, run " + runs().get(0).id());
    }
}
