package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.database.Database;
import io.penstock.database.ForeignKey;
import io.penstock.database.InPlace;
import io.penstock.database.postgresql.PostgresDialect;
import io.penstock.examples.ShopEnvironment;
import io.penstock.examples.Vendor;
import io.penstock.inplace.InPlaceReport;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.run.Progress;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in place that is killed leaves each table as it was or done, and the next one brings it to its end without replacing a row twice. */
@Tag("postgresql")
class InPlaceKillTest {

    private static final String PRD = "killed_prd";
    private static final String WHOLE = "killed_whole";
    private static final String UAT = "killed_uat";

    @TempDir
    static Path directory;

    private static String map = "";
    private static Map<String, List<String>> before = Map.of();
    private static Map<String, List<String>> after = Map.of();

    @BeforeAll
    static void runOnceWithoutBeingKilled() throws Exception {
        Postgres.high().create(PRD);
        try (Connection connection = Postgres.high().connect(PRD)) {
            io.penstock.examples.Shop.create(connection, Vendor.POSTGRESQL, ShopEnvironment.PRD_EDIT, 1, 1);
        }
        try (InputStream stream = io.penstock.examples.Shop.class.getResourceAsStream("personal-data.yaml")) {
            map = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
        before = Contents.of(Postgres.high(), PRD);
        Restored.of(Postgres.high(), PRD, WHOLE, directory, map).pseudonymize();
        after = Contents.of(Postgres.high(), WHOLE);
    }

    @Test
    void theNextRunCompletesItWheneverItIsKilled() throws Exception {
        Restored restored = Restored.of(Postgres.high(), PRD, UAT, directory, map);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> stages =
                List.of("recording", "replacing", "replacing", "replacing", "replacing", "finishing", "finishing");
        List<String> moments = new ArrayList<>();
        for (String stage : stages) {
            try (SyncProcess process = SyncProcess.start(restored.scenario().configuration(), "pseudonymize")) {
                process.until(stage);
                long millis = random.nextLong(stage.equals("replacing") ? 150 : 30);
                moments.add(stage + (process.killAfter(millis) ? " killed after " : " over within ") + millis + " ms");
            }
            String story = "seed " + seed + ", " + moments;
            Contents.of(Postgres.high(), UAT)
                    .forEach(
                            (table, rows) -> assertThat(rows.equals(before.get(table)) || rows.equals(after.get(table)))
                                    .as("table " + table + " is as it was or done, " + story)
                                    .isTrue());
            if (restored.mark().contains("key=")) {
                break;
            }
        }
        if (!restored.mark().contains("key=")) {
            InPlaceReport report = restored.pseudonymize();
            assertThat(report.databases().get(0).resumed())
                    .as(moments.toString())
                    .isTrue();
        }

        assertThat(moments).anyMatch(moment -> moment.contains("killed"));
        assertThat(Contents.of(Postgres.high(), UAT)).isEqualTo(after);
        assertThat(Structures.of(Postgres.high(), UAT)).isEqualTo(Structures.of(Postgres.high(), PRD));
    }

    @Test
    void aRunThatIsCancelledIsTakenUpWithTheSameKeyAndMapAlone() throws Exception {
        Restored restored = Restored.of(Postgres.high(), PRD, UAT, directory, map);
        try (SyncProcess process = SyncProcess.start(restored.scenario().configuration(), "pseudonymize")) {
            process.until("replacing");
            process.kill();
        }
        restored.scenario().map(map.replace("      message: empty\n", "      message: redact\n"));

        Refusal.of(restored::pseudonymize).as(Outcome.REFUSED, "PSEUDONYMIZED-OTHERWISE");
        Refusal.of(() -> restored.script(directory.resolve("late.sql"))).as(Outcome.REFUSED, "PSEUDONYMIZED-OTHERWISE");
        restored.scenario().map(map);
        Refusal.of(() -> restored.script(directory.resolve("late.sql"))).as(Outcome.REFUSED, "RUN-IN-PLACE-UNFINISHED");
        Progress progress = new Progress();
        progress.cancellation().request("by a test");
        Refusal.of(() -> restored.pseudonymize(progress))
                .as(Outcome.CANCELLED, "RUN-CANCELLED")
                .saying("Every table is as it was or done");

        assertThat(restored.pseudonymize().databases().get(0).resumed()).isTrue();
        assertThat(Contents.of(Postgres.high(), UAT)).isEqualTo(after);
    }

    @Test
    void knowsTheForeignKeysThatAreAwayWhenItIsTakenUp() throws Exception {
        Restored restored = Restored.of(Postgres.high(), PRD, UAT, directory, map);
        try (SyncProcess process = SyncProcess.start(restored.scenario().configuration(), "pseudonymize")) {
            process.until("replacing");
            process.kill();
        }

        try (Database prd = open(PRD);
                Database uat = open(UAT);
                InPlace inPlace = uat.inPlace()) {
            Set<ForeignKey> all = new HashSet<>(prd.catalog().foreignKeys());
            Set<ForeignKey> there = new HashSet<>(uat.catalog().foreignKeys());
            assertThat(there).isNotEqualTo(all);
            there.addAll(inPlace.foreignKeysBefore());
            assertThat(there).isEqualTo(all);
        }
    }

    @Test
    void isNotTakenUpWhenItsKeyWasThrownAway() throws Exception {
        Restored restored = Restored.of(Postgres.high(), PRD, UAT, directory, "anonymous: true\n" + map);
        try (SyncProcess process = SyncProcess.start(restored.scenario().configuration(), "pseudonymize")) {
            process.until("finishing");
            process.kill();
        }

        Refusal.of(restored::pseudonymize)
                .as(Outcome.REFUSED, "PSEUDONYMIZED-OTHERWISE")
                .saying("thrown away", "Restore the database again");
    }

    private static Database open(String database) {
        String url = Postgres.high().url(database);
        return new PostgresDialect(directory.resolve("temporary"))
                .open(new DatabaseAddress(url, null, Postgres.USER, null), url, "a test");
    }
}
