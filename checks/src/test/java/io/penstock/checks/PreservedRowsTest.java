package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.sync.SyncPlan;
import io.penstock.sync.SyncReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The target's own configuration survives a sync, in whatever tables it stands, or the plan says why not. */
@Tag("postgresql")
class PreservedRowsTest {

    private static final String PRD = "preserved_prd";
    private static final String UAT = "preserved_uat";
    private static final String MAP = Shop.MAP + "  cfg: public\n";

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Shop.target(Postgres.low(), UAT);
        scenario =
                new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(UAT)).map(MAP);
    }

    private static void both(String sql) throws Exception {
        Postgres.high().run(PRD, sql);
        Postgres.low().run(UAT, sql);
    }

    private static List<String> uat(String query) throws Exception {
        return Postgres.low().rows(UAT, query);
    }

    private static List<String> reported(SyncReport report) {
        return report.clusters().get(0).database().preserved();
    }

    private SyncPlan.PreservedPlan planned() throws Exception {
        return scenario.plan().clusters().get(0).database().preserved().get(0);
    }

    /** Adds a rule about a table with far more rows: the step is then the next that the only worker would do, had it not to wait for the small tables. */
    private void preserveEarly(String rule) throws Exception {
        Shop.grow(Postgres.high(), PRD, 3);
        scenario.parallel(1).uat("preserve: [" + rule + ", bulk where id < 0]");
    }

    private static final String PARTITIONED = """
            CREATE TABLE cfg (name text, value text, PRIMARY KEY (name)) PARTITION BY LIST (name);
            CREATE TABLE cfg_smtp PARTITION OF cfg FOR VALUES IN ('smtp.host', 'smtp.port');
            CREATE TABLE cfg_rest PARTITION OF cfg DEFAULT PARTITION BY RANGE (name);
            CREATE TABLE cfg_rest_all PARTITION OF cfg_rest FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
            """;

    @Test
    void keepsThePreservedRowsOfAPartitionedTable() throws Exception {
        both(PARTITIONED);
        Postgres.high()
                .run(
                        PRD,
                        "INSERT INTO cfg VALUES ('smtp.host', 'mail.prd'), ('title', 'Shop'), ('pay.url', 'https://pay.prd')");
        Postgres.low()
                .run(
                        UAT,
                        "INSERT INTO cfg VALUES ('smtp.host', 'mail.uat'), ('smtp.port', '25'), ('pay.url', 'https://pay.uat'), ('title', 'UAT')");
        preserveEarly("\"cfg where name like 'smtp%' or cfg.name = 'pay.url'\"");

        assertThat(planned().kept()).isEqualTo(3);
        assertThat(planned().replaced()).isEqualTo(2);
        SyncReport report = scenario.sync();

        assertThat(reported(report))
                .contains("3 rows of public.cfg where name like 'smtp%' or cfg.name = 'pay.url' in place of 2");
        assertThat(uat("SELECT tableoid::regclass, name, value FROM cfg ORDER BY name"))
                .containsExactly(
                        "cfg_rest_all|pay.url|https://pay.uat",
                        "cfg_smtp|smtp.host|mail.uat",
                        "cfg_smtp|smtp.port|25",
                        "cfg_rest_all|title|Shop");
    }

    @Test
    void putsRowsIntoATableThatTheSourceHasPartitionedMeanwhile() throws Exception {
        Postgres.high().run(PRD, PARTITIONED + "INSERT INTO cfg VALUES ('smtp.host', 'mail.prd')");
        Postgres.low().run(UAT, """
                CREATE TABLE cfg (name text PRIMARY KEY, value text);
                INSERT INTO cfg VALUES ('smtp.host', 'mail.uat'), ('mine', 'x')""");
        scenario.uat("preserve: [cfg]");

        scenario.sync();

        assertThat(uat("SELECT tableoid::regclass, name, value FROM cfg ORDER BY name"))
                .containsExactly("cfg_rest_all|mine|x", "cfg_smtp|smtp.host|mail.uat");
    }

    @Test
    void keepsInheritedRowsInTheTableThatTheyStandIn() throws Exception {
        both("""
                CREATE TABLE cfg (name text PRIMARY KEY, value text);
                CREATE TABLE cfg_job (cron text NOT NULL, PRIMARY KEY (name)) INHERITS (cfg)""");
        Postgres.high().run(PRD, """
                INSERT INTO cfg VALUES ('smtp.host', 'mail.prd'), ('title', 'Shop');
                INSERT INTO cfg_job VALUES ('job.export', 'prd', '* * * * *'), ('job.other', 'prd', '0 * * * *')""");
        Postgres.low().run(UAT, """
                INSERT INTO cfg VALUES ('smtp.host', 'mail.uat');
                INSERT INTO cfg_job VALUES ('job.export', 'uat', '0 0 * * *')""");
        scenario.map(MAP + "  cfg_job: public\n");
        preserveEarly("\"cfg where name in ('smtp.host', 'job.export')\"");

        scenario.sync();

        assertThat(uat("SELECT name, value FROM ONLY cfg ORDER BY 1"))
                .containsExactly("smtp.host|mail.uat", "title|Shop");
        assertThat(uat("SELECT name, value, cron FROM cfg_job ORDER BY 1"))
                .containsExactly("job.export|uat|0 0 * * *", "job.other|prd|0 * * * *");
    }

    @Test
    void refusesRowsOfAnHeirThatTheSourceDoesNotHave() throws Exception {
        both("CREATE TABLE cfg (name text PRIMARY KEY, value text)");
        Postgres.low()
                .run(UAT, "CREATE TABLE cfg_mine (x int) INHERITS (cfg); INSERT INTO cfg_mine VALUES ('a', 'b', 1)");
        scenario.uat("preserve: [cfg]");

        Refusal.of(scenario::plan)
                .as(Outcome.REFUSED, "PRESERVED-ROWS-UNFIT")
                .saying("penstock.yaml:", "public.cfg_mine");
    }

    @Test
    void listsInThePlanWhichRowsGiveWayThatNoRuleMeans() throws Exception {
        both("CREATE TABLE cfg (id int PRIMARY KEY, name text, value text)");
        Postgres.high().run(PRD, """
                CREATE TABLE usage (cfg_id int REFERENCES cfg, n int);
                INSERT INTO cfg VALUES (1, 'title', 'Shop'), (2, 'smtp.host', 'mail.prd'), (3, 'mode', 'live');
                INSERT INTO usage VALUES (1, 1)""");
        Postgres.low().run(UAT, "INSERT INTO cfg VALUES (1, 'smtp.host', 'mail.uat')");
        scenario.map(MAP + "  usage: public\n").uat("preserve: [\"cfg where name like 'smtp%'\"]");

        SyncPlan.PreservedPlan plan = planned();

        assertThat(plan.replaced()).isEqualTo(2);
        assertThat(plan.remarks())
                .containsExactly("1 row of public.cfg that the rule does not mean, with the same id (1) gives way too");
        assertThat(reported(scenario.sync()))
                .containsExactly(
                        "1 row of public.cfg where name like 'smtp%' in place of 2, among them 1 row of public.cfg that the rule does not mean, with the same id");
        assertThat(uat("SELECT * FROM cfg ORDER BY 1")).containsExactly("1|smtp.host|mail.uat", "3|mode|live");
    }

    @Test
    void hidesThePersonalKeysOfRowsThatGiveWay() throws Exception {
        both("CREATE TABLE cfg (id int PRIMARY KEY, owner text UNIQUE)");
        Postgres.high().run(PRD, "INSERT INTO cfg VALUES (1, '" + Shop.SECRET + "')");
        Postgres.low().run(UAT, "INSERT INTO cfg VALUES (1, 'tester@uat.example')");
        scenario.map(Shop.MAP + "  cfg: {columns: {owner: email}, public: [id]}\n")
                .uat("preserve: [\"cfg where owner like 'tester%'\"]");

        assertThat(planned().remarks())
                .satisfiesExactlyInAnyOrder(
                        remark -> assertThat(remark).contains("with the same id (1)"),
                        remark -> assertThat(remark).contains("cfg_owner_key", "pseudonymized"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CREATE UNIQUE INDEX ON cfg (lower(name)); Title; 2",
                "CREATE UNIQUE INDEX ON cfg (value) WHERE id > 0 AND name IS NOT NULL; other; 2"
            })
    void foreseesCollisionsUnderIndexesOfExpressionsAndOfSomeRows(String index, String name, long replaced)
            throws Exception {
        both("CREATE TABLE cfg (id int PRIMARY KEY, name text, value text)");
        Postgres.high().run(PRD, index + "; INSERT INTO cfg VALUES (1, 'title', 'x'), (2, 'mine', 'y')");
        Postgres.low().run(UAT, "INSERT INTO cfg VALUES (7, '" + name + "', 'x'), (8, 'mine', 'z')");
        scenario.uat("preserve: [\"cfg where name in ('" + name + "', 'mine')\"]");

        assertThat(planned().replaced()).isEqualTo(replaced);
        assertThat(planned().remarks()).hasSize(1);
        scenario.sync();

        assertThat(uat("SELECT * FROM cfg ORDER BY 1")).containsExactly("7|" + name + "|x", "8|mine|z");
    }

    @Test
    void saysAtTheRightPlaceWhyARowDoesNotFitAfterAll() throws Exception {
        Postgres.high().run(PRD, "CREATE TABLE cfg (name text PRIMARY KEY, value text CHECK (value <> 'no'))");
        Postgres.low()
                .run(UAT, "CREATE TABLE cfg (name text PRIMARY KEY, value text); INSERT INTO cfg VALUES ('a', 'no')");
        scenario.uat("preserve: [cfg]");

        Refusal.of(scenario::sync)
                .as(Outcome.REFUSED, "PRESERVED-ROWS-UNFIT")
                .saying("penstock.yaml:", "the rule to preserve rows of cfg", "cfg_value_check");
    }

    @Test
    void refusesAPersonalPartitionKeyBeforeAnythingIsTouched() throws Exception {
        Postgres.high().run(PRD, """
                CREATE TABLE visit (day date, note text) PARTITION BY RANGE ((day + 1));
                CREATE TABLE visit_2026 PARTITION OF visit FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')""");
        scenario.map(Shop.MAP + "  visit: {columns: {day: date}, public: [note]}\n");

        Refusal.of(scenario::plan)
                .as(Outcome.REFUSED, "PARTITION-KEY-AT-RISK")
                .saying("public.visit.day", "personal-data.yaml:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"emial = 'x'", "email =", "true) OR (true", "email = 'x' /* open"})
    void refusesAKeepConditionThatIsNone(String condition) throws Exception {
        scenario.map(Shop.MAP.replace("public: [id]", "public: [id]\n    keep: \"" + condition + "\""));

        Refusal.of(scenario::plan)
                .as(Outcome.USAGE, "CONDITION-INVALID")
                .saying("personal-data.yaml:", "`keep`", "public.customer");
    }

    @Test
    void namesAKeepConditionThatFailsOnARow() throws Exception {
        scenario.map(Shop.MAP.replace("public: [id]", "public: [id]\n    keep: \"1 / (id - 5) > 2\""));

        Refusal.of(scenario::sync)
                .as(Outcome.USAGE, "CONDITION-INVALID")
                .saying("personal-data.yaml:", "`keep`", "public.customer", "22012");
    }

    @Test
    void letsAKeepConditionEndWithAComment() throws Exception {
        scenario.map(Shop.MAP.replace("public: [id]", "public: [id]\n    keep: \"id = 7 -- the tester\""));

        scenario.sync();

        assertThat(uat("SELECT email FROM customer WHERE id = 7")).containsExactly("person7@real.example");
        assertThat(uat("SELECT count(*) FROM customer WHERE email LIKE '%real.example'"))
                .containsExactly("1");
    }

    @Test
    void bringsWhatTestersChangeWhileTheCopyIsBuilt() throws Exception {
        both(PARTITIONED + """
                CREATE TABLE cfg_log (name text);
                CREATE FUNCTION log_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.cfg_log VALUES (NEW.name); RETURN NEW; END $$;
                CREATE TRIGGER log_change AFTER INSERT OR UPDATE ON cfg FOR EACH ROW EXECUTE FUNCTION log_change();
                CREATE TABLE override (name text REFERENCES cfg ON DELETE CASCADE, n int);
                CREATE VIEW smtp AS SELECT * FROM cfg WHERE name LIKE 'smtp%';
                CREATE MATERIALIZED VIEW smtp_now AS SELECT * FROM smtp""");
        Postgres.high()
                .run(
                        PRD,
                        "INSERT INTO cfg VALUES ('smtp.host', 'mail.prd'), ('title', 'Shop'); INSERT INTO override VALUES ('smtp.host', 1); REFRESH MATERIALIZED VIEW smtp_now; TRUNCATE cfg_log");
        Postgres.low()
                .run(UAT, "INSERT INTO cfg VALUES ('smtp.host', 'mail.uat'), ('smtp.port', '25'); TRUNCATE cfg_log");
        Shop.grow(Postgres.high(), PRD, 3);
        scenario.prd("throttle: {megabytes-per-second: 1}")
                .map(MAP + "  cfg_log: public\n  override: public\n")
                .uat("preserve: [\"cfg where name like 'smtp%'\"]");

        Slowed run = Slowed.start(scenario).untilCopying();
        Slowed.until(() -> run.isOver()
                || run.progress().done().stream().anyMatch(done -> done.name().equals("preserved rows")));
        assertThat(run.isOver()).isFalse();
        Postgres.low().run(UAT, """
                UPDATE cfg SET value = 'mail2.uat' WHERE name = 'smtp.host';
                DELETE FROM cfg WHERE name = 'smtp.port';
                INSERT INTO cfg VALUES ('smtp.user', 'shop')""");
        run.end();

        assertThat(uat("SELECT name, value FROM cfg ORDER BY 1"))
                .containsExactly("smtp.host|mail2.uat", "smtp.user|shop", "title|Shop");
        assertThat(uat("SELECT count(*) FROM cfg_log")).containsExactly("0");
        assertThat(uat("SELECT * FROM override")).containsExactly("smtp.host|1");
        assertThat(uat("SELECT name, value FROM smtp_now ORDER BY 1"))
                .containsExactly("smtp.host|mail2.uat", "smtp.user|shop");
        Postgres.low().run(UAT, "UPDATE cfg SET value = 'x' WHERE name = 'title'");
        assertThat(uat("SELECT * FROM cfg_log")).containsExactly("title");
    }
}
