package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.run.Journal;
import io.penstock.run.Run;
import io.penstock.run.RunState;
import io.penstock.sync.SyncReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sync whose process was killed goes on where it died. */
@Tag("postgresql")
class ResumeTest {

    private static final String PRD = "resume_prd";
    private static final String UAT = "resume_uat";
    private static final String SHADOW = UAT + "_penstock_shadow";
    private static final List<String> LARGE = List.of("large1", "large2", "large3", "large4", "large5", "large6");

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeShop() throws Exception {
        Shop.create(Postgres.high(), PRD);
        StringBuilder map = new StringBuilder(Shop.MAP);
        for (String table : LARGE) {
            Postgres.high().run(PRD, """
                    CREATE TABLE %1$s (id int PRIMARY KEY, code int UNIQUE, filler text);
                    INSERT INTO %1$s SELECT i, -i, repeat(md5(i::text), 32) FROM generate_series(1, 1000) i;
                    """.formatted(table));
            map.append("  ").append(table).append(": public\n");
        }
        // The largest: it is copied first.
        Postgres.high()
                .run(
                        PRD,
                        "INSERT INTO customer SELECT i, 'person' || i || '@real.example', 'Person Number' || i, repeat('a note ', 200)"
                                + " FROM generate_series(1001, 2000) i");
        Shop.target(Postgres.low(), UAT);
        scenario = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .map(map.toString())
                .prd("throttle: {megabytes-per-second: 1}");
    }

    @Test
    void keepsWhatIsTheSameAndCopiesTheRestAtTheNewSnapshot() throws Exception {
        String dead = killWhenLoaded(4);
        String kept = loaded().stream().filter(LARGE::contains).findFirst().orElseThrow();
        String changed =
                loaded().stream().filter(LARGE::contains).skip(1).findFirst().orElseThrow();
        String fileOfKept = file(SHADOW, kept);
        Postgres.high()
                .run(
                        PRD,
                        "UPDATE " + changed + " SET filler = 'changed' WHERE id = 7; DELETE FROM " + changed
                                + " WHERE id = 8; INSERT INTO customer VALUES (5000, 'late@real.example', 'Late Person', 'late')");

        SyncReport report = scenario.resume();

        assertThat(report.run()).as("it is the same run").isEqualTo(dead);
        assertThat(report.state()).isEqualTo("done");
        assertThat(remarks(report))
                .anyMatch(
                        remark -> remark.matches(
                                "taken up where a process had died: of 9 parts [12] were loaded and the same in the source, [23] were loaded and had changed, .*"));
        for (String table : LARGE) {
            assertThat(content(Postgres.low(), UAT, table)).as(table).isEqualTo(content(Postgres.high(), PRD, table));
        }
        assertThat(file(UAT, kept)).as("its rows were not copied again").isEqualTo(fileOfKept);
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM customer WHERE email LIKE '%real.example'"))
                .containsExactly("0");
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM customer")).containsExactly("1202");
        assertThat(report.clusters().get(0).database().leaks().values())
                .as("values of rows that were not copied again are looked for too")
                .isGreaterThan(1200);
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM pg_constraint WHERE contype IN ('p', 'u', 'f')"))
                .isEqualTo(Postgres.high()
                        .rows(PRD, "SELECT count(*) FROM pg_constraint WHERE contype IN ('p', 'u', 'f')"));
        assertThat(Postgres.low().rows(UAT, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'penstock%'"))
                .isEmpty();
        assertThat(scenario.open().journal().find(dead).state()).isInstanceOf(RunState.Done.class);
    }

    @Test
    void takesRowsAgainThatAreTheSameButNowKept() throws Exception {
        scenario.map(java.nio.file.Files.readString(directory.resolve("personal-data.yaml"))
                .replace(
                        "public: [id]",
                        "public: [id]\n    keep: \"id IN (SELECT customer_id FROM orders WHERE total > 1000000)\""));
        killWhenLoaded(4);
        assertThat(loaded()).contains("customer");
        Postgres.high().run(PRD, "UPDATE orders SET total = 2000000 WHERE id = 5");

        SyncReport report = scenario.resume();

        assertThat(remarks(report)).anyMatch(remark -> remark.contains(", 1 were loaded and had changed,"));
        assertThat(Postgres.low().rows(UAT, "SELECT email FROM customer WHERE id = 5"))
                .containsExactly("person5@real.example");
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM customer WHERE email LIKE '%real.example'"))
                .containsExactly("1");
    }

    @Test
    void beginsAnewWithAnotherMapAndSaysWhy() throws Exception {
        killWhenLoaded(2);
        scenario.map(java.nio.file.Files.readString(directory.resolve("personal-data.yaml"))
                .replace("note: redact", "note: empty"));

        SyncReport report = scenario.resume();

        assertThat(remarks(report))
                .anyMatch(remark -> remark.endsWith("the personal-data map is not the same as then"));
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM customer WHERE note <> ''"))
                .containsExactly("0");
    }

    @Test
    void beginsAnewWhereNothingDied() throws Exception {
        SyncReport report = scenario.resume();

        assertThat(report.warnings()).anyMatch(warning -> warning.startsWith("there was nothing to resume"));
        assertThat(report.state()).isEqualTo("done");
    }

    /** @return the id of the run that was killed */
    private String killWhenLoaded(int parts) throws Exception {
        try (SyncProcess process = SyncProcess.start(scenario.configuration())) {
            process.until("copying");
            Slowed.until(() -> loaded().size() >= parts);
            process.kill();
        }
        Journal journal = scenario.open().journal();
        Run newest = journal.list().get(0);
        assertThat(newest.state()).isInstanceOf(RunState.Died.class);
        return newest.id();
    }

    /** The tables that the shadow has whole by its record. */
    private static List<String> loaded() throws SQLException {
        return Postgres.low()
                .rows(SHADOW, "SELECT table_name FROM penstock_copy.part WHERE transaction IS NOT NULL ORDER BY 1");
    }

    private static String file(String database, String table) throws SQLException {
        return Postgres.low()
                .rows(database, "SELECT relfilenode FROM pg_class WHERE relname = '" + table + "'")
                .get(0);
    }

    private static String content(Postgres server, String database, String table) throws SQLException {
        return server.rows(database, "SELECT count(*), md5(string_agg(t::text, ';' ORDER BY id)) FROM " + table + " t")
                .get(0);
    }

    private static List<String> remarks(SyncReport report) {
        return report.clusters().get(0).database().remarks();
    }
}
