package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.backup.Backup;
import io.penstock.backup.Backups;
import io.penstock.backup.Manifest;
import io.penstock.run.Progress;
import io.penstock.sync.BackupRequest;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.RestoreRequest;
import io.penstock.sync.SyncReport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was backed up comes back as it was, and nothing else does. */
@Tag("postgresql")
class BackupTest {

    private static final String PRD = "backed_prd";
    private static final String UAT = "backed_uat";
    private static final String OTHER = "backed_elsewhere";
    static final String KEY = "YSBrZXkgb2YgYmFja3VwcyBpbiB0ZXN0cyBhbG9uZSE=";

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeTheShop() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Postgres.high().run(PRD, """
                CREATE SEQUENCE numbers; SELECT setval('numbers', 4711);
                CREATE MATERIALIZED VIEW turnover AS SELECT customer_id, sum(total) FROM orders GROUP BY 1;
                CREATE TABLE log (id int) PARTITION BY RANGE (id); CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (100);
                INSERT INTO log VALUES (1), (2);
                CREATE TABLE odd (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED, text text);
                INSERT INTO odd (id, text) VALUES (1, E'a\\tb\\nc\\\\d'), (2, NULL), (3, '')""");
        Shop.target(Postgres.low(), UAT);
        scenario = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .line("backups: {key: \"" + KEY + "\", folder: backups, keep: {last: 2}}")
                .map(Shop.MAP + "  log: public\n  odd: public\n");
    }

    @Test
    void bringsBackWhatWas() throws Exception {
        scenario.sync();
        Map<String, List<String>> before = Contents.of(Postgres.low(), UAT);
        Manifest made = create("uat", null);
        Postgres.low()
                .run(
                        UAT,
                        "DELETE FROM orders; DROP TABLE bulk; UPDATE customer SET name = 'spoilt'; SELECT setval('numbers', 1)");

        SyncReport report = restore(scenario.open(), "uat", made.id());

        assertThat(report.warnings()).isEmpty();
        assertThat(Contents.of(Postgres.low(), UAT)).isEqualTo(before);
        assertThat(Postgres.low().rows(UAT, "SELECT last_value FROM numbers")).containsExactly("4711");
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM turnover")).containsExactly("200");
        assertThat(Postgres.low().rows(UAT, "SELECT current_setting('penstock.environment')"))
                .containsExactly("acme/uat/live");
        assertThat(made.isRaw()).isFalse();
        assertThat(made.warnings()).isEmpty();
        assertThat(TargetState.siblings(Postgres.low(), UAT)).noneMatch(name -> name.contains("_penstock_backup_"));

        assertThat(scenario.open().undo("uat", "a test").restored()).isNotEmpty();
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM orders")).containsExactly("0");
    }

    @Test
    void bringsPseudonymsToAMachineThatNeverSeesProduction() throws Exception {
        Manifest made = create("prd", "uat");
        Path second = Files.createDirectories(directory.resolve("second"));
        Postgres.low().create(OTHER);
        Path configuration = Files.writeString(
                second.resolve("penstock.yaml"), """
                landscape: acme
                environments:
                  - name: uat
                    role: test
                    clusters:
                      live: {database: {url: "%s", user: postgres}}
                personal-data: nowhere.yaml
                backups: {key: "%s", folder: ../backups}
                """.formatted(Postgres.low().url(OTHER), KEY));

        try (Penstock elsewhere = Penstock.open(configuration, Map.of())) {
            restore(elsewhere, "uat", made.id());
        }

        assertThat(Postgres.low().rows(OTHER, "SELECT count(*) FROM customer")).containsExactly("201");
        assertThat(
                        Postgres.low()
                                .rows(
                                        OTHER,
                                        "SELECT count(*) FROM customer WHERE email LIKE '%real.example%' OR name LIKE 'Person%'"))
                .containsExactly("0");
        assertThat(Postgres.low().rows(OTHER, "SELECT count(*) FROM orders")).containsExactly("500");
        String unpacked = unpacked(scenario.open(), made);
        assertThat(unpacked)
                .contains("a\\tb\\nc")
                .doesNotContain(Shop.SECRET, "real.example", "Person Number", "Secret Person");
    }

    @Test
    void backsProductionUpAsItIsForItselfAlone() throws Exception {
        Manifest made = create("prd", null);

        assertThat(made.isRaw()).isTrue();
        assertThat(made.warnings()).anyMatch(warning -> warning.contains("production's zone"));
        assertThat(unpacked(scenario.open(), made)).contains(Shop.SECRET);
        assertThat(atRest(made)).doesNotContain(Shop.SECRET, "real.example");
        Refusal.of(() -> restore(scenario.open(), "uat", made.id()))
                .as(Outcome.REFUSED, "BACKUP-UNFIT")
                .saying("must not come to rest in uat");
    }

    @Test
    void readsNothingThatWasChanged() throws Exception {
        Manifest made = create("prd", "uat");
        Path object = directory.resolve("backups").resolve(made.id()).resolve("live-rows-00001");
        byte[] sound = Files.readAllBytes(object);

        try (RandomAccessFile file = new RandomAccessFile(object.toFile(), "rw")) {
            file.seek(sound.length / 2);
            int there = file.read();
            file.seek(sound.length / 2);
            file.write(there ^ 1);
        }
        refusesToRestore(made);
        Files.write(object, Arrays.copyOf(sound, sound.length - 1));
        refusesToRestore(made);
        Files.copy(object.resolveSibling("live-rows-00002"), object, StandardCopyOption.REPLACE_EXISTING);
        refusesToRestore(made);
        Files.delete(object);
        refusesToRestore(made);
        Files.write(object, sound);
        restore(scenario.open(), "uat", made.id());

        Path manifest = object.resolveSibling("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"pseudonymized\"", "\"raw\""));
        Refusal.of(() -> restore(scenario.open(), "uat", made.id())).as(Outcome.FAILED, "BACKUP-DAMAGED");
    }

    private void refusesToRestore(Manifest made) throws Exception {
        Refusal.of(() -> restore(scenario.open(), "uat", made.id())).as(Outcome.FAILED, "BACKUP-DAMAGED");
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM made_by_testers"))
                .containsExactly("50");
        assertThat(TargetState.siblings(Postgres.low(), UAT)).isEmpty();
    }

    @Test
    void refusesAnotherKeyAndAnUnknownBackup() throws Exception {
        Manifest made = create("prd", "uat");
        Scenario other = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .line("backups: {key: \"" + Scenario.KEY + "\", folder: backups}");

        Refusal.of(() -> restore(other.open(), "uat", made.id())).as(Outcome.REFUSED, "BACKUP-KEY-WRONG");
        Refusal.of(() -> restore(scenario.open(), "uat", "uat-20260101-000000-0000"))
                .as(Outcome.USAGE, "BACKUP-UNKNOWN");
        assertThat(other.open().backups().list(null))
                .singleElement()
                .satisfies(listed -> assertThat(listed.problem()).contains("BACKUP-KEY-WRONG"));
    }

    @Test
    void touchesNoDatabaseThatItDoesNotKnow() throws Exception {
        Manifest made = create("prd", "uat");
        Postgres.low().create(OTHER);
        Postgres.low().run(OTHER, "CREATE TABLE of_somebody (id int)");
        scenario.live(
                Scenario.database(Postgres.high().url(PRD), "user: postgres"),
                Scenario.database(Postgres.low().url(OTHER), "user: postgres"));

        Refusal.of(() -> restore(scenario.open(), "uat", made.id())).as(Outcome.REFUSED, "TARGET-NOT-ADOPTED");
        assertThat(TargetState.siblings(Postgres.low(), OTHER)).isEmpty();
    }

    private Manifest create(String environment, String lower) throws IOException {
        return scenario.open().backups().create(new BackupRequest(environment, lower, "a test"), new Progress());
    }

    static SyncReport restore(Penstock penstock, String environment, String id) {
        penstock.settle(environment, "a test");
        try (PreparedSync prepared =
                penstock.backups().planRestore(new RestoreRequest(environment, id, true, "a test"))) {
            return penstock.sync(prepared, new Progress());
        }
    }

    /** All that a backup holds, as text. */
    static String unpacked(Penstock penstock, Manifest made) {
        Backup backup = Backups.of(penstock.landscape()).open(made.id());
        StringBuilder text = new StringBuilder();
        for (Manifest.ObjectContent object : made.objects()) {
            String content = backup.read(object, in -> new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            text.append(content);
        }
        return text.toString();
    }

    private String atRest(Manifest made) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(directory.resolve("backups").resolve(made.id()))) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }
}
