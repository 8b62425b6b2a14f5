package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.penstock.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What breaks in the middle of a copy ends it with a clear problem; the target stays as it was, and nothing stays beside it. */
@Tag("postgresql")
class BrokenRunTest {

    private static final String PRD = "broken_prd";
    private static final String UAT = "broken_uat";
    private static final String OURS =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'penstock %'";

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeASlowLandscape() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Shop.grow(Postgres.high(), PRD, 2);
        Shop.target(Postgres.low(), UAT);
        scenario = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .prd("throttle: {megabytes-per-second: 1}")
                // The other tables wait for the end of the big one.
                .parallel(1)
                .map(Shop.MAP);
    }

    @Test
    void survivesACutConnectionToTheSource() throws Exception {
        breaks(Outcome.FAILED, "CONNECTION-LOST", () -> Postgres.high().rows("postgres", OURS))
                .saying(PRD);
    }

    @Test
    void survivesACutConnectionToTheTarget() throws Exception {
        breaks(Outcome.FAILED, "CONNECTION-LOST", () -> Postgres.low().rows("postgres", OURS))
                .saying(UAT);
    }

    @Test
    void survivesACutCopyAlone() throws Exception {
        breaks(
                Outcome.FAILED,
                "CONNECTION-LOST",
                () -> Postgres.low().rows("postgres", OURS + " AND query LIKE 'COPY%'"));
    }

    @Test
    void noticesATableThatIsTruncated() throws Exception {
        breaks(Outcome.FAILED, "SOURCE-CHANGED", () -> change("TRUNCATE orders"));
    }

    @Test
    void noticesATableThatIsRewritten() throws Exception {
        breaks(Outcome.FAILED, "SOURCE-CHANGED", () -> change("ALTER TABLE orders ALTER id TYPE bigint"));
    }

    @Test
    void noticesATableThatIsDropped() throws Exception {
        breaks(Outcome.FAILED, "SOURCE-CHANGED", () -> change("DROP TABLE orders"));
    }

    @Test
    void letsProductionChangeATableThatIsBeingCopied() throws Exception {
        Slowed sync = Slowed.start(scenario).untilCopying();

        change("ALTER TABLE bulk ADD COLUMN more int");

        sync.end();
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM bulk")).containsExactly("2000");
    }

    @Test
    void endsCleanlyWhenTheTargetIsDropped() throws Exception {
        Slowed sync = Slowed.start(scenario).untilCopying();
        Postgres.low().run("postgres", "DROP DATABASE " + UAT + " WITH (FORCE)");
        TargetState dropped = withoutSiblings();

        Refusal.of(sync::end)
                .as(Outcome.FAILED, "DATABASE-MISSING")
                .saying("dropped", UAT)
                .withoutValues(directory, Shop.SECRET);

        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(dropped);
    }

    @Test
    void doesNotReplaceADatabaseThatTookTheTargetsPlace() throws Exception {
        Slowed sync = Slowed.start(scenario).untilCopying();
        Postgres.low().run("postgres", "DROP DATABASE " + UAT + " WITH (FORCE)");
        Postgres.low().run("postgres", "CREATE DATABASE " + UAT);
        Postgres.low().run(UAT, "CREATE TABLE precious AS SELECT 1 AS one");
        TargetState other = withoutSiblings();

        Refusal.of(sync::end).as(Outcome.FAILED, "DATABASE-MISSING").saying("replaced by another");

        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(other);
    }

    @Test
    void endsWithinSecondsWhenItIsCancelled() throws Exception {
        TargetState before = TargetState.of(Postgres.low(), UAT);
        Slowed sync = Slowed.start(scenario).untilCopying();

        long asked = System.nanoTime();
        sync.progress().cancellation().request("a person pressed Ctrl-C");
        Refusal.of(sync::end).as(Outcome.CANCELLED, "RUN-CANCELLED").withoutValues(directory, Shop.SECRET);

        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - asked)).isLessThan(10);
        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
        assertThat(report()).contains("\"state\" : \"cancelled\"");
    }

    @Test
    void survivesAFullDisk() throws Exception {
        Path disk = Files.createDirectories(directory.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=60m,mode=0777", "tmpfs", disk.toString()))
                .as("this machine may not mount a small disk")
                .isZero();
        try {
            Path space = Files.createDirectory(disk.resolve("space"));
            String owner =
                    Postgres.low().rows("postgres", "SHOW data_directory").get(0);
            assertThat(run("chown", "--reference=" + owner, space.toString())).isZero();
            Postgres.low().run("postgres", "DROP TABLESPACE IF EXISTS small");
            Postgres.low().run("postgres", "CREATE TABLESPACE small LOCATION '" + space + "'");
            Shop.target(Postgres.low(), UAT, "TABLESPACE small");
            Postgres.high().run(PRD, "TRUNCATE bulk");
            Shop.grow(Postgres.high(), PRD, 60);
            Scenario fast = new Scenario(
                            directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                    .map(Shop.MAP);
            TargetState before = TargetState.of(Postgres.low(), UAT);

            Refusal.of(fast::sync)
                    .as(Outcome.FAILED, "DISK-FULL")
                    .saying(UAT)
                    .withoutValues(directory.resolve(".penstock"), Shop.SECRET);

            assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
        } finally {
            Postgres.low().run("postgres", "DROP DATABASE IF EXISTS " + UAT + " WITH (FORCE)");
            Postgres.low().run("postgres", "DROP TABLESPACE IF EXISTS small");
            run("umount", "-l", disk.toString());
        }
    }

    /** Something that happens to a run in the middle of its copy. */
    @FunctionalInterface
    private interface Disturbance {
        Object happen() throws Exception;
    }

    private Refusal breaks(Outcome outcome, String code, Disturbance disturbance) throws Exception {
        TargetState before = TargetState.of(Postgres.low(), UAT);
        Slowed sync = Slowed.start(scenario).untilCopying();
        disturbance.happen();
        Refusal refusal = Refusal.of(sync::end).as(outcome, code).withoutValues(directory, Shop.SECRET);
        assertThat(TargetState.of(Postgres.low(), UAT)).as("the target").isEqualTo(before);
        assertThat(report()).contains(code);
        return refusal;
    }

    /** Changes the structure of production; a run may make it wait, but not for ever. */
    private static Object change(String sql) throws Exception {
        Postgres.high().run(PRD, "SET lock_timeout = '20s'; " + sql);
        return sql;
    }

    private static TargetState withoutSiblings() throws Exception {
        TargetState state = TargetState.of(Postgres.low(), UAT);
        List<String> databases = state.databases().stream()
                .filter(line -> !line.startsWith(UAT + "_penstock_"))
                .toList();
        return new TargetState(databases, state.structure(), state.rows());
    }

    private String report() throws IOException {
        Path runs = directory.resolve(".penstock/runs");
        try (var directories = Files.list(runs)) {
            return Files.readString(directories.findFirst().orElseThrow().resolve("report.json"));
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
