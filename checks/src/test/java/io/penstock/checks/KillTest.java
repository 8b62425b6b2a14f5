package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of a sync leaves the target as before or as after, and the next one cleans up. */
@Tag("postgresql")
class KillTest {

    private static final String PRD = "killed_prd";
    private static final String UAT = "killed_uat";
    private static final int FILES = 400;

    @TempDir
    Path directory;

    private Path sourceFiles;
    private Path targetFiles;
    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Shop.grow(Postgres.high(), PRD, 3);
        Postgres.low().create(UAT);
        sourceFiles = Files.createDirectories(directory.resolve("prd/sites"));
        targetFiles = Files.createDirectories(directory.resolve("uat")).resolve("sites");
        scenario = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .live(declaration(Postgres.high(), PRD, "prd"), declaration(Postgres.low(), UAT, "uat"))
                .map(Shop.MAP);
    }

    @Test
    void isAsBeforeOrAsAfterWheneverItIsKilled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        change(0);
        scenario.sync();
        long whole = measure();
        List<String> moments = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            change(i);
            long after = random.nextLong(20);
            SyncProcess process = SyncProcess.start(scenario.configuration());
            boolean killed;
            if (i <= 3) {
                // Some are to hit the swap, which is short.
                process.until("swapping");
                killed = process.killAfter(after);
            } else {
                process.until("planning");
                after = whole * (i - 4) / 7 + random.nextLong(Math.max(1, whole / 7));
                killed = process.killAfter(after);
            }
            moments.add((killed ? "killed" : "over") + " after " + after + " ms of " + whole
                    + (i <= 3 ? " from the swap on" : ""));
            String story = "seed " + seed + ", " + moments;
            assertThat(generationOfRows()).as(story).isIn(i - 1, i);
            assertThat(generationsOfFiles().toString())
                    .as("each file is as before or as after, " + story)
                    .matches("\\[[" + (i - 1) + ", " + i + "]+]|\\[" + (i - 1) + "]|\\[" + i + "]");

            scenario.sync();

            assertThat(generationOfRows()).as(story).isEqualTo(i);
            assertThat(generationsOfFiles()).as(story).containsOnly(i).hasSize(FILES);
            assertThat(TargetState.siblings(Postgres.low(), UAT))
                    .as(story)
                    .singleElement()
                    .asString()
                    .startsWith(UAT + "_penstock_undo_");
            assertThat(leftovers()).as(story).isEmpty();
        }
        assertThat(moments).as("seed " + seed).anyMatch(moment -> moment.startsWith("killed"));
    }

    @Test
    void beginsAnewAfterAFirstSyncThatWasKilled() throws Exception {
        change(1);
        for (int millis : new int[] {0, 10, 40}) {
            Postgres.low().create(UAT);
            deleteTarget();
            SyncProcess process = SyncProcess.start(scenario.configuration());
            process.until("swapping");
            process.killAfter(millis);

            scenario.sync();

            assertThat(generationOfRows()).as("killed after " + millis + " ms").isEqualTo(1);
            assertThat(generationsOfFiles()).containsOnly(1).hasSize(FILES);
            assertThat(leftovers()).isEmpty();
        }
    }

    private void deleteTarget() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("uat"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Files.createDirectory(directory.resolve("uat"));
    }

    /** Makes a new generation of all that is synced: every row that tells it, and every file. */
    private void change(int generation) throws SQLException, IOException {
        Postgres.high().run(PRD, "UPDATE orders SET total = " + generation);
        for (int i = 0; i < FILES; i++) {
            // A file of the same size and time would count as unchanged.
            Files.writeString(sourceFiles.resolve("page" + i), "x".repeat(generation));
        }
    }

    private static int generationOfRows() throws SQLException {
        List<String> found = Postgres.low().rows(UAT, "SELECT DISTINCT total::int FROM orders");
        assertThat(found).as("one generation in all rows").hasSize(1);
        return Integer.parseInt(found.get(0));
    }

    private List<Integer> generationsOfFiles() throws IOException {
        List<Integer> generations = new ArrayList<>();
        try (Stream<Path> files = Files.list(targetFiles)) {
            for (Path file : files.toList()) {
                generations.add((int) Files.size(file));
            }
        }
        return generations;
    }

    /** Directories and files of Penstock's own that belong to no kept run. */
    private List<Path> leftovers() throws IOException {
        Path stages = directory.resolve("uat/.penstock/stage");
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(stages)) {
            try (Stream<Path> entries = Files.list(stages)) {
                found.addAll(entries.toList());
            }
        }
        try (Stream<Path> entries = Files.list(directory.resolve("uat/.penstock/undo"))) {
            List<Path> kept = entries.toList();
            found.addAll(kept.subList(Math.min(1, kept.size()), kept.size()));
        }
        return found;
    }

    /** How long a whole run takes after it was planned, in milliseconds. */
    private long measure() throws Exception {
        SyncProcess process = SyncProcess.start(scenario.configuration());
        process.until("planning");
        long began = System.nanoTime();
        process.until(SyncProcess.DONE);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        assertThat(process.end()).isZero();
        return took;
    }

    private String declaration(Postgres server, String database, String name) {
        return Scenario.database(server.url(database), "user: postgres") + ", files: \"" + directory.resolve(name)
                + "\"";
    }
}
