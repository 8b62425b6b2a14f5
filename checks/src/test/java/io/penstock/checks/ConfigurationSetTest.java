package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.database.RowChange;
import io.penstock.sync.ConfigurationDrift.ClusterDrift;
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

/** A test system has its own partners after a sync, or the sync is refused while its old database serves. */
@Tag("postgresql")
class ConfigurationSetTest {

    private static final String PRD = "configured_prd";
    private static final String UAT = "configured_uat";
    private static final String MAP = Shop.MAP + """
              payment_service: public
              preference: public
              job_configuration: public
            """;

    private static final String TABLES = """
            CREATE TABLE payment_service (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text NOT NULL UNIQUE, endpoint text, api_key text, fee numeric(6, 2) CHECK (fee < 100));
            CREATE TABLE preference (name text PRIMARY KEY, value text);
            CREATE TABLE job_configuration (name text PRIMARY KEY, target text, active boolean NOT NULL);
            """;

    private static final String PATTERNS =
            "forbidden-contacts: ['live\\.pay\\.real', 'smtp\\.prd\\.real', 'sk_live_[a-z]+', 'export\\.prd\\.real']";

    private static final String SET = """
            tables:
              payment_service:
                secret: [api_key]
                set:
                  - {code: card, endpoint: "https://sandbox.pay.test", api_key: "${env:PAY_KEY}", fee: 1.5}
                  - {code: invoice, endpoint: "https://sandbox.pay.test/invoice"}
                delete:
                  - {code: legacy}
              job_configuration:
                key: [name]
                update:
                  - {name: export, active: false, target: null}
                  - {name: unknown, active: false}
            """;

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Postgres.high().run(PRD, TABLES + """
                INSERT INTO payment_service (code, endpoint, api_key) VALUES ('card', 'https://live.pay.real/v1', 'sk_live_abc'), ('legacy', 'https://live.pay.real/v0', NULL);
                INSERT INTO preference VALUES ('smtp.host', 'smtp.prd.real'), ('title', 'Shop');
                INSERT INTO job_configuration VALUES ('export', 'sftp://export.prd.real/in', true), ('cleanup', NULL, true);
                """);
        Shop.target(Postgres.low(), UAT);
        Postgres.low().run(UAT, TABLES + "INSERT INTO preference VALUES ('smtp.host', 'smtp.uat.test')");
        scenario =
                new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(UAT)).map(MAP);
        scenario.variable("PAY_KEY", "sandbox-key-7");
    }

    private void set(String yaml, String sql) throws IOException {
        Path live = Files.createDirectories(directory.resolve("config/live"));
        Files.writeString(live.resolve("shop.yaml"), yaml);
        if (!sql.isEmpty()) {
            Files.writeString(live.resolve("rest.sql"), sql);
        }
        scenario.uat("configuration-set: {path: config}");
    }

    private static List<String> uat(String query) throws Exception {
        return Postgres.low().rows(UAT, query);
    }

    @Test
    void theTargetHasItsOwnPartnersAfterASync() throws Exception {
        set(SET, "UPDATE preference SET value = 'UAT' WHERE name = 'title'");
        scenario.uat("preserve: [\"preference where name like 'smtp.%'\"]").uat(PATTERNS);

        SyncReport report = scenario.sync();

        assertThat(uat("SELECT code, endpoint, api_key, fee FROM payment_service ORDER BY code"))
                .containsExactly(
                        "card|https://sandbox.pay.test|sandbox-key-7|1.50",
                        "invoice|https://sandbox.pay.test/invoice|null|null");
        assertThat(uat("SELECT * FROM preference ORDER BY name"))
                .containsExactly("smtp.host|smtp.uat.test", "title|UAT");
        assertThat(uat("SELECT * FROM job_configuration ORDER BY name"))
                .containsExactly("cleanup|null|t", "export|null|f");
        assertThat(report.clusters().get(0).database().remarks())
                .contains(
                        "configuration set: changed in public.payment_service: code=card (endpoint, api_key, fee)",
                        "configuration set: removed from public.payment_service: code=legacy",
                        "outbound contact: active job in public.job_configuration.active (name=cleanup)")
                .noneMatch(remark -> remark.contains("sandbox-key-7"));
        Postgres.low().run(UAT, "INSERT INTO payment_service (code) VALUES ('new')");
    }

    @Test
    void withoutSetAndPreservedRowsTheGateRefusesAndNamesThePlaces() throws Exception {
        scenario.uat(PATTERNS);

        Refusal.of(scenario::sync)
                .as(Outcome.REFUSED, "FORBIDDEN-CONTACT")
                .saying(
                        "public.payment_service.endpoint (id=1; id=2)",
                        "public.payment_service.api_key (id=1)",
                        "public.preference.value (name=smtp.host)",
                        "public.job_configuration.target (name=export)",
                        "'smtp\\.prd\\.real' of " + directory.resolve("penstock.yaml"))
                .withoutValues(directory, "sk_live_abc");
        assertThat(uat("SELECT count(*) FROM made_by_testers")).containsExactly("50");
        assertThat(uat("SELECT * FROM preference")).containsExactly("smtp.host|smtp.uat.test");
    }

    @Test
    void theSetWinsOverPreservedRows() throws Exception {
        set("tables: {preference: {set: [{name: smtp.host, value: smtp.set.test}]}}", "");
        scenario.uat("preserve: [preference]");

        scenario.sync();

        assertThat(uat("SELECT * FROM preference")).containsExactly("smtp.host|smtp.set.test");
    }

    @Test
    void viewsShowTheSetAlsoWhereTestersChangePreservedRowsMeanwhile() throws Exception {
        Postgres.high()
                .run(PRD, "CREATE MATERIALIZED VIEW mail AS SELECT value FROM preference WHERE name = 'smtp.host'");
        Shop.grow(Postgres.high(), PRD, 3);
        set("tables: {preference: {set: [{name: smtp.host, value: smtp.set.test}]}}", "");
        scenario.uat("preserve: [preference]").prd("throttle: {megabytes-per-second: 1}");

        Slowed run = Slowed.start(scenario).untilCopying();
        Slowed.until(() -> run.isOver()
                || run.progress().done().stream().anyMatch(done -> done.name().equals("preserved rows")));
        assertThat(run.isOver()).isFalse();
        Postgres.low().run(UAT, "UPDATE preference SET value = 'later.uat.test' WHERE name = 'smtp.host'");
        run.end();

        assertThat(uat("SELECT value FROM preference")).containsExactly("smtp.set.test");
        assertThat(uat("SELECT value FROM mail")).containsExactly("smtp.set.test");
    }

    @Test
    void driftIsShownAndSecretsAreNot() throws Exception {
        set(SET, "");
        scenario.sync();
        Penstock penstock = scenario.open();
        assertThat(drift(penstock).changes()).isEmpty();

        Postgres.low().run(UAT, """
                UPDATE payment_service SET endpoint = 'https://other.test', api_key = 'typed-in-9' WHERE code = 'card';
                INSERT INTO payment_service (code) VALUES ('legacy');
                UPDATE job_configuration SET active = true WHERE name = 'export'""");

        List<RowChange> changes = drift(penstock).changes();
        assertThat(changes)
                .extracting(RowChange::kind)
                .containsExactlyInAnyOrder(RowChange.Kind.UPDATE, RowChange.Kind.DELETE, RowChange.Kind.UPDATE);
        assertThat(changes.get(0).columns())
                .containsExactly(
                        new RowChange.ColumnChange("endpoint", "https://other.test", "https://sandbox.pay.test"),
                        new RowChange.ColumnChange("api_key", "***", "***"));
    }

    private static ClusterDrift drift(Penstock penstock) {
        return penstock.configurationDrift().of("uat", Set.of()).get(0);
    }

    @Test
    void configurationOfTheSourceThatNothingCoversIsReported() throws Exception {
        set(SET, "");
        scenario.uat("preserve: [\"preference where name like 'smtp.%'\"]");
        Postgres.high().run(PRD, "INSERT INTO payment_service (code) VALUES ('wallet')");
        String words = "configuration of the source that neither the set nor preserve covers: ";

        assertThat(scenario.sync().clusters().get(0).database().remarks())
                .contains(
                        words + "1 row of public.payment_service (code=wallet)",
                        words + "1 row of public.job_configuration (name=cleanup)",
                        words + "1 row of public.preference (name=title)");
        assertThat(scenario.plan().clusters().get(0).database().uncovered())
                .contains("1 row of public.payment_service (code=wallet)");

        scenario.uat("forbidden-contacts: ['nowhere']");
        Files.writeString(
                directory.resolve("config/live/more.yaml"),
                "tables: {payment_service: {delete: [{code: wallet}]}, job_configuration: {delete: [{name: cleanup}]}}");
        assertThat(scenario.plan().clusters().get(0).database().uncovered())
                .containsExactly("1 row of public.preference (name=title)");
    }

    @Test
    void refusesASetThatDoesNotFit() throws Exception {
        set("tables: {preference: {set: [{nam: x, value: y}]}, prices: {delete: [{id: 1}]}}", "");

        Refusal.of(scenario::plan)
                .as(Outcome.REFUSED, "CONFIGURATION-SET-UNFIT")
                .saying("shop.yaml:1: public.preference has no column nam", "there is no table prices");
    }

    @Test
    void tellsWhereASetBreaksAConstraint() throws Exception {
        set("tables:\n  payment_service:\n    set:\n      - {code: card, fee: 500}", "");

        Refusal.of(scenario::sync)
                .as(Outcome.REFUSED, "CONFIGURATION-SET-UNFIT")
                .saying("shop.yaml:4: this cannot be set in");
        assertThat(uat("SELECT count(*) FROM made_by_testers")).containsExactly("50");
    }

    @Test
    void forbiddenContactsInStagedFilesAreNamedByLine() throws Exception {
        Files.createDirectories(directory.resolve("prd/sites/shop"));
        Files.createDirectories(directory.resolve("uat"));
        Files.writeString(directory.resolve("prd/sites/shop/pay.properties"), "a=1\nurl=https://live.pay.real/v1\n");
        Files.write(directory.resolve("prd/sites/shop/logo.png"), "\0live.pay.real".getBytes());
        scenario.live("files: prd", "files: uat").uat(PATTERNS);

        Refusal.of(scenario::sync)
                .as(Outcome.REFUSED, "FORBIDDEN-CONTACT")
                .saying("the file sites/shop/pay.properties (line 2) holds");
        assertThat(directory.resolve("uat/sites/shop/pay.properties")).doesNotExist();
    }

    @Test
    void whatIsExceptedMayStand() throws Exception {
        scenario.uat(
                "forbidden-contacts: [{pattern: 'live\\.pay\\.real', except: [payment_service.endpoint]}, {pattern: 'smtp\\.prd', except: [preference]}]");

        assertThat(scenario.sync().swapped()).isTrue();
    }

    @Test
    void listsByWhatAnEnvironmentReachesOthers() throws Exception {
        assertThat(scenario.open().contactListing().of("prd", Set.of()).get(0).contacts())
                .extracting(contact -> contact.phrase())
                .containsExactly(
                        "active job in public.job_configuration.active (name=cleanup)",
                        "active job in public.job_configuration.active (name=export)",
                        "mail server in public.preference.value (name=smtp.host): smtp.prd.real",
                        "payment endpoint in public.payment_service.endpoint (id=1): live.pay.real",
                        "payment endpoint in public.payment_service.endpoint (id=2): live.pay.real",
                        "service in public.job_configuration.target (name=export): export.prd.real");
    }
}
