package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PRD pays, mails and exports for real. After a sync UAT has its own partners; without what says so, the sync ends at the gate and UAT serves on as it was. */
@Tag("postgresql")
class PartnersTest {

    private static final String PRD = "partners_prd";
    private static final String UAT = "partners_uat";
    private static final String PARTNERS = "SELECT endpoint FROM payment_service UNION ALL"
            + " SELECT value FROM preference WHERE name = 'smtp.host' UNION ALL SELECT name || ' ' || active FROM job_configuration";
    private static final String TABLES = """
            CREATE TABLE payment_service (code text PRIMARY KEY, endpoint text);
            CREATE TABLE preference (name text PRIMARY KEY, value text);
            CREATE TABLE job_configuration (name text PRIMARY KEY, target text, active boolean NOT NULL);
            """;
    private static final String HOOKS =
            "lifecycle: {stop-application: {command: [sh, -c, \"echo stopped >> told\"]}, start-application: {command: [sh, -c, \"echo started >> told\"]}}";
    private static final String PATTERNS =
            "forbidden-contacts: ['live\\.pay\\.real', 'smtp\\.prd\\.real', 'export\\.prd\\.real']";

    @TempDir
    Path directory;

    @BeforeEach
    void makeALandscape() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Postgres.high().run(PRD, TABLES + """
                INSERT INTO payment_service VALUES ('card', 'https://live.pay.real/v1');
                INSERT INTO preference VALUES ('smtp.host', 'smtp.prd.real');
                INSERT INTO job_configuration VALUES ('export', 'sftp://export.prd.real/in', true);
                """);
        Shop.target(Postgres.low(), UAT);
        Postgres.low().run(UAT, TABLES + "INSERT INTO preference VALUES ('smtp.host', 'smtp.uat.test')");
        Files.writeString(
                Files.createDirectories(directory.resolve("config/live")).resolve("partners.yaml"), """
                        tables:
                          payment_service:
                            set:
                              - {code: card, endpoint: "https://sandbox.pay.test"}
                          job_configuration:
                            update:
                              - {name: export, active: false, target: "sftp://export.uat.test/in"}
                        """);
    }

    private Scenario scenario() throws Exception {
        return new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .uat(HOOKS)
                .uat(PATTERNS)
                .map(Shop.MAP + "  payment_service: public\n  preference: public\n  job_configuration: public\n");
    }

    private static PenstockProcess sync(Scenario scenario) throws Exception {
        return PenstockProcess.run(
                List.of(), "128m", Map.of(), scenario.configuration(), "sync", "prd", "uat", "--yes");
    }

    @Test
    void uatHasItsOwnPartnersOrTheGateRefusesAndItServesOn() throws Exception {
        PenstockProcess done = sync(scenario()
                .uat("configuration-set: {path: config}")
                .uat("preserve: [\"preference where name like 'smtp.%'\"]"));

        assertThat(done.exit()).as(done.said()).isZero();
        List<String> own = List.of("https://sandbox.pay.test", "smtp.uat.test", "export false");
        assertThat(Postgres.low().rows(UAT, PARTNERS)).isEqualTo(own);

        Files.delete(directory.resolve("told"));
        TargetState before = TargetState.of(Postgres.low(), UAT);
        Patience client = Patience.asking(Postgres.low(), UAT, PARTNERS);
        PenstockProcess refused = sync(scenario());
        client.end();

        assertThat(refused.exit()).as(refused.said()).isEqualTo(3);
        assertThat(refused.said())
                .contains("FORBIDDEN-CONTACT")
                .contains("public.payment_service.endpoint (code=card)")
                .contains("public.preference.value (name=smtp.host)")
                .contains("public.job_configuration.target (name=export)");
        assertThat(client.failed()).isZero();
        assertThat(client.last()).isEqualTo(own);
        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
        assertThat(directory.resolve("told")).as("what hooks did").doesNotExist();
    }
}
