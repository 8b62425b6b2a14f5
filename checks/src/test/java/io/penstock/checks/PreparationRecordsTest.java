package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.landscape.ClusterType;
import io.penstock.prepare.CartridgeInfo;
import io.penstock.prepare.CleanUp;
import io.penstock.prepare.PreparationOptions;
import io.penstock.prepare.PreparationTool;
import io.penstock.prepare.PrepareMode;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.PrepareRequest;
import io.penstock.prepare.StepAttempt;
import io.penstock.prepare.StepSelection;
import io.penstock.prepare.StepStatus;
import io.penstock.prepare.UuidDifference;
import io.penstock.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the registries tell of, and what is done to them by hand, on PostgreSQL. */
class PreparationRecordsTest {

    private static final Set<ClusterType> LIVE = Set.of(ClusterType.LIVE);

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void makeLandscape() throws IOException, SQLException {
        Postgres.low().create("records_edit");
        Postgres.low().create("records_live");
        file("cartridges/cartridgelist.properties", "cartridges.dbinit = core");
        file("cartridges/core/release/dbinit.properties", "Class1 = a.SQLScriptPreparer one.sql");
        file("cartridges/core/release/lib/one.sql", "CREATE TABLE IF NOT EXISTS one (n int PRIMARY KEY, s serial);");
        file("penstock.yaml", """
                landscape: acme
                cartridges: cartridges
                environments:
                  - name: uat
                    role: test
                    clusters:
                      edit: {database: {url: "%s", user: postgres}}
                      live: {database: {url: "%s", user: postgres}}
                """.formatted(
                        Postgres.low().url("records_edit"), Postgres.low().url("records_live")));
    }

    private void file(String name, String text) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Penstock open() {
        return Penstock.open(directory.resolve("penstock.yaml"), Map.of());
    }

    private static PrepareReport prepare(Penstock penstock, Set<ClusterType> clusters) {
        return penstock.preparation()
                .run(new PrepareRequest("uat", clusters, PrepareMode.AUTO, Set.of(), false, "a test"), new Progress());
    }

    private static CartridgeInfo live(Penstock penstock) {
        return penstock.preparation()
                .records()
                .info("uat", LIVE)
                .get(0)
                .cartridges()
                .get(0);
    }

    private static String one(String database, String sql) throws SQLException {
        return Postgres.low().rows(database, sql).get(0);
    }

    @Test
    void tellsStatesVersionsAndWhatChanged() throws IOException {
        try (Penstock penstock = open()) {
            assertThat(live(penstock).initialized()).isFalse();
            assertThat(live(penstock).due()).isEqualTo(1);
            prepare(penstock, Set.of());
            file("cartridges/core/release/migration-to-2.properties", "Class1 = a.SQLScriptPreparer gone.sql");
            prepare(penstock, LIVE);
            CartridgeInfo info = live(penstock);
            assertThat(info.initialized()).isTrue();
            assertThat(info.states()).isEqualTo(Map.of("SUCCESS", 1L, "FAILURE", 1L));
            assertThat(info.failed()).containsExactly("core:2:Class1");
            assertThat(info.changed()).isEmpty();
            file("cartridges/core/release/lib/one.sql", "CREATE TABLE IF NOT EXISTS one (n int);");
            assertThat(live(penstock).changed()).containsExactly("core:Class1");
            assertThat(penstock.preparation().records().preparers())
                    .anyMatch(each -> each.preparer().equals("SQLScriptPreparer") && each.steps() == 2);
        }
    }

    @Test
    void marksByHandAndKeepsTheReason() throws IOException {
        file("cartridges/core/release/lib/one.sql", "SELECT nothing;");
        try (Penstock penstock = open()) {
            prepare(penstock, Set.of());
            assertThat(penstock.preparation()
                            .marking()
                            .mark("uat", LIVE, "core:Class1", StepStatus.SUCCESS, "made by hand", "ann@ops1"))
                    .containsExactly("live");
            assertThat(live(penstock).failed()).isEmpty();
            assertThat(prepare(penstock, LIVE).databases().get(0).steps()).isEmpty();
            assertThat(live(penstock).initialized()).isTrue();
            List<StepAttempt> attempts = penstock.preparation()
                    .records()
                    .history("uat", LIVE, "core:Class1")
                    .get(0)
                    .attempts();
            assertThat(attempts).extracting(StepAttempt::status).containsExactly("FAILURE", "SUCCESS");
            assertThat(attempts.get(1).error()).isEqualTo("marked by ann@ops1: made by hand");
            Refusal.of(() -> penstock.preparation()
                            .marking()
                            .mark("uat", LIVE, "shop:pre.Class7", StepStatus.SKIPPED, "?", "ann@ops1"))
                    .as(Outcome.USAGE, "SELECTION-UNKNOWN");
        }
    }

    @Test
    void tellsWhereTwoClustersDiffer() throws IOException {
        try (Penstock penstock = open()) {
            prepare(penstock, Set.of());
            assertThat(penstock.preparation().records().differences("uat", ClusterType.EDIT, ClusterType.LIVE))
                    .isEmpty();
            file("cartridges/core/release/migration-to-2.properties", "Class1 = a.SQLScriptPreparer one.sql");
            prepare(penstock, LIVE);
            penstock.preparation()
                    .marking()
                    .mark("uat", LIVE, "core:Class1", StepStatus.SKIPPED, "why not", "ann@ops1");
            file("cartridges/core/release/lib/one.sql", "SELECT 1;");
            penstock.preparation()
                    .marking()
                    .mark("uat", Set.of(ClusterType.EDIT), "core:Class1", StepStatus.SUCCESS, "why not", "ann@ops1");
            assertThat(penstock.preparation().records().differences("uat", ClusterType.EDIT, ClusterType.LIVE))
                    .extracting(each -> each.step() + " " + each.one() + " " + each.other() + " " + each.inputsDiffer())
                    .containsExactly("core:2:Class1 null SUCCESS false", "core:Class1 SUCCESS SKIPPED true");
            assertThat(penstock.preparation().records().differences("uat", "uat"))
                    .isEmpty();
        }
    }

    @Test
    void tellsWhoHoldsTheLockAndTakesIt() throws Exception {
        file("cartridges/core/release/lib/one.sql", "SELECT pg_advisory_lock(4711);");
        try (Penstock penstock = open();
                Connection blocking = DriverManager.getConnection(Postgres.low().url("records_live"), "postgres", "");
                Statement statement = blocking.createStatement()) {
            assertThat(penstock.preparation().marking().locks("uat", LIVE)).isEqualTo(Map.of("live", Optional.empty()));
            statement.execute("SELECT pg_advisory_lock(4711)");
            Thread hanging = new Thread(() -> prepare(penstock, LIVE));
            hanging.start();
            Slowed.until(() -> one(
                            "records_live",
                            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted")
                    .equals("1"));
            try (Penstock other = open()) {
                String holder = other.preparation()
                        .marking()
                        .locks("uat", LIVE)
                        .get("live")
                        .orElseThrow();
                assertThat(holder).startsWith("penstock run ").contains("a test");
                assertThat(other.preparation().marking().breakLocks("uat", LIVE))
                        .isEqualTo(Map.of("live", holder));
                assertThat(other.preparation().marking().locks("uat", LIVE).get("live"))
                        .isEmpty();
            }
            statement.execute("SELECT pg_advisory_unlock(4711)");
            Slowed.until(() -> !hanging.isAlive());
        }
    }

    @Test
    void backsUpAheadOfWhatIsPending() throws IOException {
        Path landscape = directory.resolve("penstock.yaml");
        Files.writeString(
                landscape,
                Files.readString(landscape) + "backups: {key: \"" + BackupTest.KEY
                        + "\", folder: backups}\npseudonym-key: \"" + BackupTest.KEY
                        + "\"\npersonal-data: personal-data.yaml\n");
        file("personal-data.yaml", "locale: de-DE\ntables:\n  one: public\n");
        PreparationOptions options = new PreparationOptions(
                PreparationTool.DBMIGRATE, CleanUp.NO, false, true, false, false, null, null, null, null, null, null);
        PrepareRequest request =
                new PrepareRequest("uat", LIVE, PrepareMode.AUTO, StepSelection.of(Set.of()), options, "a test");
        try (Penstock penstock = open()) {
            prepare(penstock, Set.of());
            assertThat(penstock.preparation().run(request, new Progress()).problems())
                    .containsExactly("No backup was made, since no step is pending.");
            assertThat(penstock.backups().list("uat")).isEmpty();
            file("cartridges/core/release/migration-to-2.properties", "Class1 = a.SQLScriptPreparer one.sql");
            assertThat(penstock.preparation().run(request, new Progress()).problems())
                    .singleElement()
                    .asString()
                    .startsWith("Backup uat-");
            assertThat(penstock.backups().list("uat")).hasSize(1);
        }
    }

    @Test
    void tellsWhereTheSameRowsHaveOtherUuids() throws IOException, SQLException {
        file(
                "cartridges/core/release/lib/one.sql",
                "CREATE TABLE IF NOT EXISTS job (uuid varchar(24) PRIMARY KEY, name varchar(40) UNIQUE, domain int);"
                        + " CREATE UNIQUE INDEX IF NOT EXISTS a_job ON job (lower(name));"
                        + " CREATE UNIQUE INDEX IF NOT EXISTS b_job ON job (domain) WHERE domain > 1;");
        try (Penstock penstock = open()) {
            prepare(penstock, Set.of());
            for (String database : List.of("records_edit", "records_live")) {
                Postgres.low()
                        .run(database, "INSERT INTO job VALUES ('a', 'same', 1), ('" + database + "', 'other', 1)");
            }
            Postgres.low().run("records_live", "INSERT INTO job VALUES ('c', 'only here', 1)");
            assertThat(penstock.preparation().records().uuids("uat", ClusterType.EDIT, ClusterType.LIVE))
                    .containsExactly(new UuidDifference("edit/live", "job", "name", 1, 2));
        }
    }

    @Test
    void cleansUpTheSchemaAndPreparesItAnew() throws IOException, SQLException {
        try (Penstock penstock = open()) {
            prepare(penstock, LIVE);
            Postgres.low()
                    .run(
                            "records_live",
                            "CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE TYPE pair AS (a int, b mood);"
                                    + " CREATE TABLE part (n int, m mood) PARTITION BY RANGE (n);"
                                    + " CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (10);"
                                    + " CREATE VIEW seen AS SELECT n FROM one; CREATE MATERIALIZED VIEW kept AS SELECT n FROM seen;"
                                    + " CREATE SEQUENCE loose; CREATE DOMAIN small AS int; CREATE EXTENSION IF NOT EXISTS citext;"
                                    + " CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n';"
                                    + " CREATE PROCEDURE nothing() LANGUAGE sql AS 'SELECT 1';"
                                    + " CREATE AGGREGATE most(int) (SFUNC = int4larger, STYPE = int);"
                                    + " CREATE SCHEMA other; CREATE TABLE other.stays (n int)");
            PrepareRequest request = new PrepareRequest(
                    "uat",
                    LIVE,
                    PrepareMode.INIT,
                    StepSelection.of(Set.of()),
                    new PreparationOptions(
                            PreparationTool.DBINIT,
                            CleanUp.ONLY,
                            false,
                            false,
                            false,
                            false,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null),
                    "a test");
            PrepareReport report = penstock.preparation().run(request, new Progress());
            assertThat(report.databases().get(0).notes())
                    .singleElement()
                    .asString()
                    .startsWith("Clean-up: ");
            assertThat(
                            one(
                                    "records_live",
                                    "SELECT coalesce(string_agg(relname, ' '), '') FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                    .isEmpty();
            assertThat(
                            one(
                                    "records_live",
                                    "SELECT coalesce(string_agg(typname, ' '), '') FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typname NOT LIKE '%citext'"))
                    .isEqualTo("");
            assertThat(
                            one(
                                    "records_live",
                                    "SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname IN ('twice', 'nothing', 'most')"))
                    .isEqualTo("0");
            assertThat(one("records_live", "SELECT ('A'::citext = 'a'::citext)::text"))
                    .isEqualTo("true");
            assertThat(one("records_live", "SELECT count(*) FROM other.stays")).isEqualTo("0");
            assertThat(prepare(penstock, LIVE).databases().get(0).steps()).hasSize(1);
        }
    }
}
