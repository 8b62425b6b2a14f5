package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.penstock.Outcome;
import io.penstock.sync.SyncReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users that are no superusers: what they lack is found by the plan, with the SQL that grants it; with the documented rights, a sync succeeds. */
@Tag("postgresql")
class RightsTest {

    private static final String PRD = "rights_prd";
    private static final String UAT = "rights_uat";

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscapeWithUsersOfItsOwn() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Shop.target(Postgres.low(), UAT);
        Postgres.high().role("rights_reader");
        Postgres.high().run(PRD, "GRANT pg_read_all_data TO rights_reader");
        for (String role : List.of("rights_app", "rights_owner", "rights_writer")) {
            Postgres.low().role(role);
        }
        Postgres.low().run(UAT, """
                ALTER DATABASE rights_uat OWNER TO rights_owner;
                ALTER TABLE made_by_testers OWNER TO rights_owner;
                ALTER ROLE rights_writer CREATEDB INHERIT;
                GRANT rights_owner, pg_signal_backend TO rights_writer;
                GRANT SET ON PARAMETER penstock.environment, penstock.seal TO rights_writer""");
        scenario = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .live(
                        Scenario.database(Postgres.high().url(PRD), "user: rights_reader"),
                        Scenario.database(Postgres.low().url(UAT), "user: rights_writer"))
                .map(Shop.MAP);
    }

    @Test
    void theDocumentedRightsAreEnoughAlsoForATargetInUse() throws Exception {
        try (Connection application = DriverManager.getConnection(Postgres.low().url(UAT), "rights_app", "")) {
            assertThat(scenario.plan().warnings()).isEmpty();

            scenario.sync();

            assertThat(application.isValid(5)).isFalse();
        }
        assertThat(Postgres.low().rows(UAT, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"))
                .containsExactly("rights_owner");
    }

    @Test
    void aRunWhoseReplacedDatabaseCannotBeRemovedIsDoneAndSaysSo() throws Exception {
        scenario.sync();
        String run = scenario.sync().run();
        String replaced = UAT + "_penstock_undo_" + run;
        try (Connection ofASuperuser =
                DriverManager.getConnection(Postgres.low().url(replaced), "postgres", "")) {
            SyncReport report = scenario.sync();

            assertThat(ofASuperuser.isValid(5)).isTrue();
            assertThat(report.state()).isEqualTo("done");
            assertThat(report.warnings())
                    .singleElement()
                    .asString()
                    .contains("the next sync removes it: RIGHT-MISSING ");
        }
        assertThat(scenario.sync().warnings()).isEmpty();
        assertThat(Postgres.low()
                        .rows("postgres", "SELECT datname FROM pg_database WHERE datname = '" + replaced + "'"))
                .isEmpty();
    }

    @Test
    void namesTheGrantsForLargeObjects() throws Exception {
        Postgres.high().run(PRD, "SELECT lo_from_bytea(4711, '\\x01'), lo_from_bytea(4712, '\\x02')");
        Postgres.high().run(PRD, "GRANT SELECT ON LARGE OBJECT 4712 TO PUBLIC");
        scenario.map(Shop.MAP + "large-objects: public\n");

        for (String grant : refused().saying("large object 4711 in").sql()) {
            Postgres.high().run(PRD, grant);
        }

        scenario.sync();
        assertThat(Postgres.low().rows(UAT, "SELECT loid, data FROM pg_largeobject ORDER BY 1"))
                .containsExactly("4711|\\x01", "4712|\\x02");
    }

    @Test
    void namesTheGrantsForManyLargeObjects() throws Exception {
        Postgres.high().run(PRD, "SELECT lo_from_bytea(5000 + i, '\\x01') FROM generate_series(1, 40) i");
        scenario.map(Shop.MAP + "large-objects: public\n");

        for (String grant : refused().saying("more than 20 large objects").sql()) {
            Postgres.high().run(PRD, grant);
        }

        scenario.plan();
        scenario.map(Shop.MAP + "large-objects: empty\n").plan();
    }

    @Test
    void readsLargeObjectsWithoutGrantsWhereTheServerDoesNotCheckThem() throws Exception {
        Postgres.high().run(PRD, "SELECT lo_from_bytea(4711, '\\x01')");
        Postgres.high().run(PRD, "ALTER ROLE rights_reader IN DATABASE rights_prd SET lo_compat_privileges = on");

        scenario.map(Shop.MAP + "large-objects: public\n").sync();

        assertThat(Postgres.low().rows(UAT, "SELECT loid FROM pg_largeobject")).containsExactly("4711");
    }

    @Test
    void namesWhatOnlyASuperuserCanMake() throws Exception {
        Postgres.high().run(PRD, """
                CREATE EXTENSION citext;
                CREATE EXTENSION pageinspect;
                CREATE FUNCTION hook() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
                CREATE EVENT TRIGGER "On DDL" ON ddl_command_end EXECUTE FUNCTION hook();
                CREATE FUNCTION quiet(int) RETURNS boolean LANGUAGE sql LEAKPROOF AS 'SELECT true';
                CREATE TYPE span AS RANGE (SUBTYPE = float8);
                CREATE AGGREGATE middle(float8 ORDER BY anyelement)
                  (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
                CREATE OPERATOR CLASS by_value FOR TYPE int USING btree AS OPERATOR 1 <, FUNCTION 1 btint4cmp(int, int);
                CREATE CAST (int AS bit varying) WITH INOUT""");

        Refusal refusal = refused()
                .saying("extension pageinspect, event trigger \"On DDL\", function public.middle(")
                .saying("function public.quiet(integer), operator class by_value, operator family by_value.");

        assertThat(refusal.failure().getMessage()).doesNotContain("citext", "span", "cast");
        assertThat(refusal.sql()).containsExactly("ALTER ROLE rights_writer SUPERUSER;");
        for (String grant : refusal.sql()) {
            Postgres.low().run(UAT, grant);
        }
        scenario.sync();
    }

    @Test
    void carriesATrustedExtensionAndItsGrantsWithoutASuperuser() throws Exception {
        Postgres.high().run(PRD, "CREATE EXTENSION citext; REVOKE EXECUTE ON FUNCTION citext_eq FROM PUBLIC");
        Postgres.low().run(UAT, "CREATE EXTENSION hstore");

        assertThat(scenario.sync().clusters().get(0).database().remarks())
                .anyMatch(remark -> remark.startsWith("grants on public.citext_eq("));
    }

    @Test
    void namesTheRightsForSettingsOfTheTarget() throws Exception {
        Postgres.low().run(UAT, """
                ALTER DATABASE rights_uat SET log_statement = 'all';
                ALTER DATABASE rights_uat SET shop.mode = 'test';
                ALTER DATABASE rights_uat SET work_mem = '5MB';
                ALTER ROLE rights_app IN DATABASE rights_uat SET work_mem = '6MB'""");

        Refusal refusal = refused();

        assertThat(refusal.sql())
                .containsExactly(
                        "GRANT SET ON PARAMETER log_statement TO rights_writer;",
                        "GRANT SET ON PARAMETER shop.mode TO rights_writer;",
                        "ALTER ROLE rights_writer CREATEROLE;");
        for (String grant : refusal.sql()) {
            Postgres.low().run(UAT, grant);
        }
        scenario.sync();
        assertThat(
                        Postgres.low()
                                .rows(
                                        "postgres",
                                        "SELECT setrole::regrole, unnest(setconfig) FROM pg_db_role_setting s"
                                                + " JOIN pg_database d ON d.oid = s.setdatabase WHERE datname = 'rights_uat' ORDER BY 1, 2"))
                .contains("-|log_statement=all", "-|shop.mode=test", "-|work_mem=5MB", "rights_app|work_mem=6MB");
    }

    @Test
    void namesTheRightsOfAMemberThatDoesNotInherit() throws Exception {
        Postgres.low().run(UAT, "ALTER ROLE rights_writer NOINHERIT");

        List<String> sql = refused().sql();

        assertThat(sql)
                .containsExactly(
                        "ALTER ROLE rights_writer INHERIT; GRANT rights_owner TO rights_writer;",
                        "ALTER ROLE rights_writer INHERIT; GRANT pg_signal_backend TO rights_writer;");
        Postgres.low().run(UAT, sql.get(0));
        scenario.sync();
    }

    @Test
    void namesTheOwnersOfAllThatTheTargetHas() throws Exception {
        Postgres.low().run(UAT, """
                CREATE COLLATION mine (LOCALE = 'C');
                ALTER COLLATION mine OWNER TO rights_app""");

        assertThat(refused().sql()).containsExactly("GRANT rights_app TO rights_writer;");
    }

    @Test
    void foreseesASessionThatItCannotEndAndNamesIt() throws Exception {
        try (Connection superuser = Postgres.low().connect(UAT)) {
            String process = Postgres.low()
                    .rows("postgres", "SELECT pid FROM pg_stat_activity WHERE datname = 'rights_uat'")
                    .get(0);
            assertThat(scenario.plan().warnings())
                    .singleElement()
                    .asString()
                    .contains("superuser postgres (process " + process + ")", "the swap will fail");
            TargetState before = TargetState.of(Postgres.low(), UAT);

            Refusal failed = Refusal.of(scenario::sync)
                    .as(Outcome.FAILED, "SWAP-FAILED")
                    .saying("superuser postgres (process " + process + ")", "pg_terminate_backend(" + process + ")");

            assertThat(failed.failure()).hasMessageNotContaining("application");
            assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
            assertThat(superuser.isValid(5)).isTrue();
        }
        scenario.sync();
    }

    @Test
    void refusesTheMaintenanceDatabaseAndTemplates() throws Exception {
        scenario.uatLive(Scenario.database(Postgres.low().url("postgres"), "user: postgres"));
        Shop.mark(Postgres.low(), "postgres", "acme/uat/live");
        try {
            Refusal.of(scenario::plan)
                    .as(Outcome.REFUSED, "TARGET-NOT-REPLACEABLE")
                    .saying("/postgres is");
        } finally {
            Postgres.low().run("postgres", "ALTER DATABASE postgres RESET penstock.environment");
        }

        Postgres.low().run("postgres", "ALTER DATABASE rights_uat IS_TEMPLATE true");
        scenario.uatLive(Scenario.database(Postgres.low().url(UAT), "user: postgres"));
        try {
            Refusal.of(scenario::plan)
                    .as(Outcome.REFUSED, "TARGET-NOT-REPLACEABLE")
                    .saying("template");
        } finally {
            Postgres.low().run("postgres", "ALTER DATABASE rights_uat IS_TEMPLATE false");
        }
        assertThatCode(scenario::plan).doesNotThrowAnyException();
    }

    @Test
    void warnsOfAnExtensionThatWillBeOfAnotherVersion() throws Exception {
        Postgres.high().run(PRD, "CREATE EXTENSION citext VERSION '1.4'");

        assertThat(scenario.plan().warnings())
                .singleElement()
                .asString()
                .startsWith("extension citext is of version 1.4 in the source, and will be of version 1.6 in ");
    }

    /** What the plan says; nothing is copied for it. */
    private Refusal refused() throws Exception {
        return Refusal.of(scenario::plan).as(Outcome.REFUSED, "RIGHT-MISSING");
    }
}
