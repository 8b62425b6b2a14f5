package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.prepare.PrepareMode;
import io.penstock.prepare.PrepareRequest;
import io.penstock.run.Progress;
import io.penstock.sync.SyncReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PRD runs release 1.0 and UAT 1.1: what comes down is brought to 1.1 before UAT's application sees it. */
@Tag("postgresql")
class PreparedCopyTest {

    private static final String PRD = "release_prd";
    private static final String UAT = "release_uat";
    private static final String MAP = Shop.MAP + "  preference: public\n";

    @TempDir
    Path directory;

    @BeforeEach
    void prepareProduction() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Postgres.high().run(PRD, "CREATE TABLE preference (name text PRIMARY KEY, value text)");
        file("cartridges/cartridgelist.properties", "cartridges.dbinit = core");
        file("cartridges/core/src/main/resources/core/dbinit.properties", "Class1 = SQLScriptPreparer core/init.sql");
        file(
                "cartridges/core/src/main/resources/core/init.sql",
                "INSERT INTO preference VALUES ('smtp.host', 'smtp.prd.real')");
        try (Penstock penstock = scenario().open()) {
            PrepareRequest request = new PrepareRequest("prd", Set.of(), PrepareMode.AUTO, Set.of(), false, "a test");
            assertThat(penstock.preparation().run(request, new Progress()).failures())
                    .isZero();
        }
        release("""
                ALTER TABLE customer ADD COLUMN points int NOT NULL DEFAULT 0;
                CREATE TABLE endpoint (address text);
                UPDATE preference SET value = 'smtp.release.test' WHERE name = 'smtp.host';
                """);
        Shop.target(Postgres.low(), UAT);
    }

    private void release(String script) throws IOException {
        file(
                "cartridges/core/src/main/resources/core/migration-to-1.1.properties",
                "Class1 = SQLScriptPreparer core/release.sql");
        file("cartridges/core/src/main/resources/core/release.sql", script);
    }

    private void file(String name, String text) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Scenario scenario() throws IOException {
        return new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .line("cartridges: cartridges")
                .uat("prepare: true")
                .map(MAP);
    }

    @Test
    void bringsTheCopyToTheReleaseOfTheTarget() throws Exception {
        file(
                "config/live/mail.yaml",
                "tables:\n  preference:\n    set:\n      - {name: smtp.host, value: smtp.uat.test}\n");
        TargetState above = TargetState.of(Postgres.high(), PRD);
        Scenario scenario = scenario().uat("configuration-set: {path: config}");

        assertThat(scenario.plan().steps())
                .anyMatch(step -> step.endsWith("prepare the copy for the cartridges of uat, 1 step"));
        SyncReport report = scenario.sync();

        assertThat(report.clusters().get(0).database().remarks())
                .contains("prepared for the cartridges of the target: 1 step ran");
        assertThat(Postgres.low().rows(UAT, "SELECT sum(points) || ' ' || count(*) FROM customer"))
                .containsExactly("0 201");
        assertThat(Postgres.low().rows(UAT, "SELECT value FROM preference"))
                .as("the configuration set has the last word")
                .containsExactly("smtp.uat.test");
        assertThat(Postgres.low()
                        .rows(
                                UAT,
                                "SELECT id || ' ' || version || ' ' || status FROM preparationstep ORDER BY version"))
                .containsExactly("Class1 1.1 SUCCESS", "Class1 n/a SUCCESS");
        assertThat(Postgres.low().rows(UAT, "SELECT migrationversion FROM cartridgeinformation"))
                .containsExactly("1.1");
        assertThat(TargetState.of(Postgres.high(), PRD)).as("production").isEqualTo(above);
    }

    @Test
    void leavesTheTargetAsItWasWhenAStepFails() throws Exception {
        release("INSERT INTO nowhere VALUES (1)");
        TargetState before = TargetState.of(Postgres.low(), UAT);
        Refusal.of(() -> scenario().sync()).as(Outcome.FAILED, "STEPS-FAILED").saying("core:1.1:Class1");
        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
    }

    @Test
    void findsAForbiddenContactThatAStepHasBrought() throws Exception {
        release("CREATE TABLE endpoint AS SELECT 'https://live.pay.real/v1' AS address");
        TargetState before = TargetState.of(Postgres.low(), UAT);
        Refusal.of(() -> scenario()
                        .uat("forbidden-contacts: ['live\\.pay\\.real']")
                        .sync())
                .as(Outcome.REFUSED, "FORBIDDEN-CONTACT")
                .saying("public.endpoint.address");
        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
    }

    @Test
    void givesWhatStepsMakeToTheRoleOfTheApplication() throws Exception {
        for (Postgres server : List.of(Postgres.high(), Postgres.low())) {
            server.run("postgres", "CREATE ROLE release_shop");
        }
        Postgres.high().run(PRD, """
                DO $$ DECLARE each text; BEGIN
                  FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
                    EXECUTE 'ALTER TABLE ' || each || ' OWNER TO release_shop';
                  END LOOP;
                END $$;
                """);
        Postgres.low().run(UAT, "GRANT CREATE ON SCHEMA public TO release_shop");
        scenario().sync();
        assertThat(Postgres.low().rows(UAT, "SELECT tableowner FROM pg_tables WHERE tablename = 'endpoint'"))
                .containsExactly("release_shop");
    }

    @Test
    void refusesWhatNobodyKnowsHowToPrepare() throws Exception {
        Postgres.high().run(PRD, "DROP TABLE preparationstep, preparationattempt, cartridgeinformation");
        Refusal.of(() -> scenario().plan()).as(Outcome.REFUSED, "STEP-REGISTRY-MISSING");
    }

    @Test
    void needsCartridges() throws Exception {
        Scenario without = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .uat("prepare: true")
                .map(MAP);
        Refusal.of(without::open).as(Outcome.USAGE, "CONFIG-CONFLICT").saying("'prepare' needs cartridges");
        List<String> wrong = List.of("yes please", "1");
        for (String value : wrong) {
            Refusal.of(() -> new Scenario(
                                    directory,
                                    Postgres.high().url(PRD),
                                    Postgres.low().url(UAT))
                            .uat("prepare: " + value)
                            .open())
                    .as(Outcome.USAGE, "CONFIG-INVALID-VALUE");
        }
    }
}
