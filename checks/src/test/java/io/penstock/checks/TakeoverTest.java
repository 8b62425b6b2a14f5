package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.run.Journal;
import io.penstock.run.Run;
import io.penstock.run.RunState;
import io.penstock.sync.SyncReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process finishes the run of one that is gone, and one that was only asleep does no harm. */
@Tag("postgresql")
class TakeoverTest {

    private static final String PRD = "takeover_prd";
    private static final String UAT = "takeover_uat";
    private static final String STORE = "takeover_store";
    private static final Duration IN_TIME = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeShop() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Shop.grow(Postgres.high(), PRD, 4);
        Shop.target(Postgres.low(), UAT);
        Postgres.low().create(STORE);
        scenario = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .map(Shop.MAP)
                .prd("throttle: {megabytes-per-second: 1}")
                .line("store: {url: \"" + Postgres.low().url(STORE) + "\", user: postgres}");
    }

    @Test
    void aProcessThatStandsByFinishesTheRunOfOneThatIsKilled() throws Exception {
        Process standby = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.penstock.cli.Main",
                        "runs",
                        "standby",
                        "--config",
                        scenario.configuration().toString())
                .inheritIO()
                .start();
        try (SyncProcess working = SyncProcess.start(scenario.configuration())) {
            working.until("copying");
            Journal journal = scenario.open().journal();
            Run run = journal.list().get(0);
            long killed = System.nanoTime();
            working.kill();

            Slowed.until(() -> taken(run));

            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(IN_TIME);
            Slowed.until(() -> !(journal.find(run.id()).state() instanceof RunState.Running));
            assertThat(journal.find(run.id()).state()).isInstanceOf(RunState.Done.class);
            assertThat(journal.list()).hasSize(1);
            assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM bulk"))
                    .isEqualTo(Postgres.high().rows(PRD, "SELECT count(*) FROM bulk"));
        } finally {
            standby.destroyForcibly().waitFor();
        }
    }

    private static boolean taken(Run run) throws Exception {
        return !Postgres.low()
                .rows(STORE, "SELECT 1 FROM run WHERE id = '" + run.id() + "' AND pid <> " + run.pid())
                .isEmpty();
    }

    @Test
    void aProcessThatWasOnlyAsleepFindsItsRunTakenUpAndLeavesTheTargetAlone() throws Exception {
        try (SyncProcess asleep = SyncProcess.start(scenario.configuration())) {
            asleep.until("copying");
            asleep.halt();
            Run run = scenario.open().journal().list().get(0);
            Postgres.low().run(STORE, "UPDATE run SET heartbeat = heartbeat - interval '1 minute', host = 'elsewhere'");

            SyncReport report = scenario.resume();

            assertThat(report.run()).isEqualTo(run.id());
            assertThat(report.state()).isEqualTo("done");
            List<String> databases = TargetState.siblings(Postgres.low(), UAT);
            asleep.goOn();
            assertThat(asleep.end()).isNotZero();
            assertThat(scenario.open().journal().find(run.id()).state()).isInstanceOf(RunState.Done.class);
            assertThat(TargetState.siblings(Postgres.low(), UAT)).isEqualTo(databases);
            assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM bulk"))
                    .isEqualTo(Postgres.high().rows(PRD, "SELECT count(*) FROM bulk"));
        }
    }

    @Test
    void doesOnlyWhatFollowsTheSwapWhenThatWasMade() throws Exception {
        Path well = directory.resolve("well");
        Path began = directory.resolve("began");
        Path index = directory.resolve("index");
        scenario.uat("lifecycle:")
                .uat("  stop-application: {command: [\"true\"]}")
                .uat("  start-application: {command: [sh, -c, \"test -e " + well + " || { touch " + began
                        + "; sleep 60; }\"]}")
                .uat("  rebuild-search-index: {command: [touch, \"" + index + "\"]}");
        try (SyncProcess process = SyncProcess.start(scenario.configuration())) {
            process.until("copying");
            Slowed.until(() -> Files.exists(began));
            process.kill();
        }
        String replaced = oid();
        Files.createFile(well);

        SyncReport report = scenario.resume();

        assertThat(report.state()).isEqualTo("done");
        assertThat(report.swapped()).isTrue();
        assertThat(report.warnings()).anyMatch(warning -> warning.startsWith("the process that died had swapped all"));
        assertThat(oid()).as("the database is the one that was swapped in").isEqualTo(replaced);
        assertThat(index).exists();
    }

    private static String oid() throws Exception {
        return Postgres.low()
                .rows("postgres", "SELECT oid FROM pg_database WHERE datname = '" + UAT + "'")
                .get(0);
    }
}
