package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.files.FileListener;
import io.penstock.landscape.ClusterType;
import io.penstock.run.Progress;
import io.penstock.sync.ManyDeletions;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncPlan;
import io.penstock.sync.SyncRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a guard refuses ends with outcome REFUSED, and leaves the target as it was. */
@Tag("postgresql")
class GuardTest {

    private static final String PRD = "guarded_prd";
    private static final String UAT = "guarded_uat";

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Shop.target(Postgres.low(), UAT);
        scenario =
                new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(UAT)).map(Shop.MAP);
    }

    @Test
    void refusesADirectionThatIsNotDownwards() throws Exception {
        TargetState production = TargetState.of(Postgres.high(), PRD);

        refused(() -> scenario.sync("uat", "prd"), "DIRECTION-INTO-PRODUCTION");
        refused(() -> scenario.sync("prd", "prd"), "DIRECTION-SAME");
        Postgres.low().create("guarded_int");
        scenario.below(Postgres.low().url("guarded_int"));
        refused(() -> scenario.sync("int", "uat"), "DIRECTION-UPWARDS");

        assertThat(TargetState.of(Postgres.high(), PRD)).isEqualTo(production);
    }

    @Test
    void refusesATargetThatIsMarkedAsAnotherEnvironment() throws Exception {
        Shop.mark(Postgres.low(), UAT, "acme/int/live");

        refused(scenario::sync, "MARKER-MISMATCH").saying("acme/int/live", "acme/uat/live");
    }

    @Test
    void refusesATargetThatIsMarkedAsAnotherLandscapeOrCluster() throws Exception {
        Shop.mark(Postgres.low(), UAT, "other/uat/live");
        refused(scenario::sync, "MARKER-MISMATCH");
        Shop.mark(Postgres.low(), UAT, "acme/uat/edit");
        refused(scenario::sync, "MARKER-MISMATCH");
    }

    @Test
    void refusesATargetWithContentThatNobodyAdopted() throws Exception {
        unmark();

        refused(scenario::sync, "TARGET-NOT-ADOPTED").saying("penstock adopt uat");
    }

    @Test
    void refusesToTakeAnEmptyTargetUnasked() throws Exception {
        Postgres.low().create(UAT);
        SyncRequest unconfirmed = SyncRequest.of("prd", "uat", false, "a test");

        refused(() -> scenario.sync(unconfirmed, new Progress()), "TARGET-NOT-CONFIRMED")
                .saying("--yes");
    }

    @Test
    void refusesProductionUnderAnotherAddress() throws Exception {
        Shop.mark(Postgres.high(), PRD, "acme/uat/live");
        TargetState production = TargetState.of(Postgres.high(), PRD);
        int port = Postgres.high().port();

        for (String host : new String[] {"localhost:" + port, "127.0.0.1:" + port + ",localhost:" + port}) {
            scenario.uatLive(Scenario.database("jdbc:postgresql://" + host + "/" + PRD, "user: postgres"));
            refused(scenario::sync, "TARGET-IS-HIGHER").saying("prd live");
            Refusal.of(() -> scenario.open().adoption().adopt("uat")).as(Outcome.REFUSED, "TARGET-IS-HIGHER");
        }

        assertThat(TargetState.of(Postgres.high(), PRD)).isEqualTo(production);
    }

    @Test
    void doesNotAdviseToAdoptProductionUnderAnotherAddress() throws Exception {
        scenario.uatLive(Scenario.database(
                "jdbc:postgresql://localhost:" + Postgres.high().port() + "/" + PRD, "user: postgres"));

        Refusal refusal = refused(scenario::sync, "TARGET-IS-HIGHER");

        assertThat(refusal.failure()).hasMessageNotContaining("adopt");
    }

    @Test
    void saysThatATargetIsOfAnotherEnvironmentAlsoWhereNotAllHigherDatabasesAreReached() throws Exception {
        Shop.mark(Postgres.low(), UAT, "acme/int/live");
        unreachableEdit();

        refused(this::planLive, "MARKER-MISMATCH");
    }

    @Test
    void refusesTheStandbyOfProductionUnderAnotherAddress() throws Exception {
        String standby = "guarded_standby";
        Shop.create(Postgres.high(), standby);
        Shop.mark(Postgres.high(), standby, "acme/uat/live");
        TargetState before = TargetState.of(Postgres.high(), standby);
        scenario.prdLive(Scenario.database(
                Postgres.high().url(PRD),
                "user: postgres, read-from: \"" + Postgres.high().url(standby) + "\""));
        scenario.uatLive(Scenario.database(
                "jdbc:postgresql://localhost:" + Postgres.high().port() + "/" + standby, "user: postgres"));

        refused(scenario::sync, "TARGET-IS-HIGHER");

        assertThat(TargetState.of(Postgres.high(), standby)).isEqualTo(before);
    }

    @Test
    void marksNothingWhenOneDatabaseOfTheEnvironmentIsRefused() throws Exception {
        Postgres.low().create("guarded_edit");
        Shop.create(Postgres.high(), "guarded_prd_edit");
        scenario.edit(
                Scenario.database(Postgres.high().url("guarded_prd_edit"), "user: postgres"),
                Scenario.database(Postgres.low().url("guarded_edit"), "user: postgres"));
        scenario.uatLive(Scenario.database(
                "jdbc:postgresql://localhost:" + Postgres.high().port() + "/" + PRD, "user: postgres"));

        Refusal.of(() -> scenario.open().adoption().adopt("uat")).as(Outcome.REFUSED, "TARGET-IS-HIGHER");

        assertThat(settings("guarded_edit")).isEmpty();
        scenario.uatLive(Scenario.database(Postgres.low().url(UAT), "user: postgres"));
        assertThat(scenario.open().adoption().adopt("uat").marked()).hasSize(2);
        assertThat(settings("guarded_edit")).singleElement().asString().contains("acme/uat/edit");
    }

    private static List<String> settings(String database) throws Exception {
        return Postgres.low()
                .rows(
                        "postgres",
                        "SELECT setconfig FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase WHERE datname = '"
                                + database + "'");
    }

    @Test
    void refusesAnUnmarkedTargetThatCannotBeComparedWithAllHigherDatabases() throws Exception {
        Postgres.low().create(UAT);
        unreachableEdit();

        refused(this::planLive, "TARGET-UNPROVEN").saying("prd edit", "DATABASE-UNREACHABLE");
    }

    @Test
    void warnsWhenAMarkedTargetCannotBeComparedWithAllHigherDatabases() throws Exception {
        unreachableEdit();
        TargetState before = TargetState.of(Postgres.low(), UAT);

        SyncPlan plan = planLive();

        assertThat(plan.warnings()).anyMatch(warning -> warning.contains("prd edit could not be compared"));
        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
    }

    @Test
    void refusesAnUnclassifiedColumn() throws Exception {
        Postgres.high().run(PRD, "ALTER TABLE customer ADD COLUMN nickname text");

        refused(scenario::sync, "UNCLASSIFIED-COLUMN").saying("customer", "nickname");
    }

    @Test
    void refusesAMapThatNamesAColumnThatIsNotThere() throws Exception {
        scenario.map(Shop.MAP.replace("name: full-name", "name: full-name\n      surname: last-name"));

        refused(scenario::sync, "MAP-UNKNOWN-COLUMN").saying("customer", "surname");
    }

    @Test
    void refusesASecondSyncAtTheSameTime() throws Exception {
        Shop.grow(Postgres.high(), PRD, 2);
        Scenario slow = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .prd("throttle: {megabytes-per-second: 1}");
        Slowed first = Slowed.start(slow).untilCopying();

        Refusal.of(scenario::sync).as(Outcome.REFUSED, "ENVIRONMENT-BUSY").saying("by a test");
        scenario.line("store-directory: of-another-machine");
        Refusal.of(scenario::sync).as(Outcome.REFUSED, "TARGET-LOCKED").saying("penstock run", "by a test");

        first.end();
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM bulk")).containsExactly("2000");
        assertThat(TargetState.siblings(Postgres.low(), UAT)).isEmpty();
    }

    @Test
    void refusesPreservedRowsThatWouldDangle() throws Exception {
        Postgres.low().run(UAT, """
                CREATE TABLE customer (id int PRIMARY KEY, email text);
                CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customer);
                INSERT INTO customer VALUES (999999, 'tester@uat.example');
                INSERT INTO orders VALUES (1, 999999)""");
        scenario.uat("preserve: [orders]");

        refused(scenario::sync, "PRESERVED-ROWS-UNFIT").saying("customer");
    }

    @Test
    void refusesATargetThatCannotBeRenamed() throws Exception {
        try (Postgres server = Postgres.start(builder ->
                builder.setServerConfig("wal_level", "logical").setServerConfig("max_prepared_transactions", "4"))) {
            Shop.target(server, UAT);
            server.run(UAT, "SELECT pg_create_logical_replication_slot('partner', 'test_decoding')");
            server.run(UAT, "BEGIN; INSERT INTO made_by_testers VALUES (99); PREPARE TRANSACTION 'half done'");
            scenario.uatLive(Scenario.database(server.url(UAT), "user: postgres"));
            TargetState before = TargetState.of(server, UAT);

            Refusal.of(scenario::sync)
                    .as(Outcome.REFUSED, "TARGET-NOT-REPLACEABLE")
                    .saying("replication slot partner", "prepared transaction half done");

            assertThat(TargetState.of(server, UAT)).isEqualTo(before);
        }
    }

    private Refusal refused(ThrowingCallable sync, String code) throws Exception {
        TargetState before = TargetState.of(Postgres.low(), UAT);
        Refusal refusal = Refusal.of(sync).as(Outcome.REFUSED, code).withoutValues(directory, Shop.SECRET);
        assertThat(TargetState.of(Postgres.low(), UAT)).as("the target").isEqualTo(before);
        return refusal;
    }

    private void unreachableEdit() {
        scenario.edit(
                Scenario.database("jdbc:postgresql://127.0.0.1:1/edit", "user: postgres"),
                Scenario.database(Postgres.low().url("guarded_edit"), "user: postgres"));
    }

    private SyncPlan planLive() throws Exception {
        SyncRequest request = new SyncRequest(
                "prd",
                "uat",
                Set.of(ClusterType.LIVE),
                true,
                true,
                List.of(),
                false,
                ManyDeletions.REFUSED,
                true,
                false,
                "a test");
        try (PreparedSync prepared = scenario.open().plan(request, FileListener.NONE)) {
            return prepared.plan();
        }
    }

    private static void unmark() throws Exception {
        Postgres.low().run("postgres", "ALTER DATABASE " + UAT + " RESET penstock.environment");
    }
}
