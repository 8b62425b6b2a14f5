package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.files.FileListener;
import io.penstock.run.Progress;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncPlan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code read-from} names a streaming standby, which bears the reading in place of production. */
@Tag("postgresql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandbyTest {

    private static final String PRD = "followed_prd";
    private static final String UAT = "followed_uat";

    @TempDir
    private static Path servers;

    @TempDir
    Path directory;

    private Postgres primary;
    private Postgres standby;
    private Scenario scenario;

    @BeforeAll
    void startServers() throws Exception {
        primary = Postgres.start(builder -> builder.setServerConfig("autovacuum", "off")
                // What is committed is written, and can be waited for.
                .setServerConfig("synchronous_commit", "on"));
        standby = Postgres.standbyOf(
                primary,
                servers.resolve("standby"),
                builder -> builder.setServerConfig("autovacuum", "off")
                        // It follows without delay, whoever reads.
                        .setServerConfig("max_standby_streaming_delay", "0"));
    }

    @AfterAll
    void stopServers() throws Exception {
        standby.close();
        primary.close();
    }

    @BeforeEach
    void makeALandscape() throws Exception {
        Shop.create(primary, PRD);
        Shop.grow(primary, PRD, 2);
        primary.run(PRD, "SELECT lo_from_bytea(4711, 'a large object')");
        Shop.target(Postgres.low(), UAT);
        scenario = new Scenario(directory, primary.url(PRD), Postgres.low().url(UAT))
                .prdLive(Scenario.database(primary.url(PRD), "user: postgres, read-from: \"" + standby.url(PRD) + "\""))
                .parallel(1)
                .map(Shop.MAP + "large-objects: public\n");
    }

    @Test
    void readsTheStandbyAndSparesThePrimary() throws Exception {
        catchUp();
        String read = "SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_user_tables";
        List<String> before = primary.rows(PRD, read);

        assertThat(scenario.sync().state()).isEqualTo("done");

        assertThat(primary.rows(PRD, read)).isEqualTo(before);
        String rows = "SELECT md5(string_agg(x::text, ',' ORDER BY id)) FROM bulk x";
        assertThat(Postgres.low().rows(UAT, rows)).isEqualTo(primary.rows(PRD, rows));
        assertThat(Postgres.low().rows(UAT, "SELECT lo_get(4711)")).isEqualTo(primary.rows(PRD, "SELECT lo_get(4711)"));
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM customer WHERE email LIKE '%@real.example'"))
                .containsExactly("0");
    }

    @Test
    void leavesOutTheRowsOfUnloggedTablesAndSaysSo() throws Exception {
        primary.run(PRD, """
                CREATE UNLOGGED TABLE visit (id serial PRIMARY KEY, address text UNIQUE);
                INSERT INTO visit (address) SELECT 'visitor' || i || '@real.example' FROM generate_series(1, 100) i;
                ANALYZE visit;
                CREATE VIEW visits AS SELECT count(*) FROM visit""");
        scenario.map(Shop.MAP + """
                  visit:
                    columns: {address: email}
                    public: [id]
                    keep: "id < 10"
                large-objects: empty
                """);
        catchUp();

        SyncPlan plan = scenario.plan();
        scenario.sync();

        SyncPlan.DatabasePlan database = plan.clusters().get(0).database();
        assertThat(database.notCarried())
                .contains("rows of unlogged table public.visit, which a standby does not have");
        assertThat(database.tables())
                .filteredOn(table -> table.table().equals("public.visit"))
                .extracting(SyncPlan.TablePlan::rows)
                .containsExactly(0L);
        assertThat(Postgres.low().rows(UAT, "SELECT * FROM visits")).containsExactly("0");
        assertThat(Postgres.low().rows(UAT, "INSERT INTO visit (address) VALUES ('x') RETURNING id"))
                .containsExactly("1");
        assertThat(Postgres.low().rows(UAT, "SELECT relpersistence FROM pg_class WHERE relname = 'visit'"))
                .containsExactly("u");
    }

    @Test
    void saysWhatToDoWhenTheStandbyHasToGiveUpTheSnapshot() throws Exception {
        scenario.prd("throttle: {megabytes-per-second: 1}");
        catchUp();
        TargetState before = TargetState.of(Postgres.low(), UAT);
        Slowed sync = Slowed.start(scenario).untilCopying();

        primary.run(PRD, "DELETE FROM bulk WHERE id % 2 = 0");
        primary.run(PRD, "VACUUM bulk");

        Refusal.of(sync::end)
                .as(Outcome.FAILED, "STANDBY-CONFLICT")
                .saying("hot_standby_feedback", "max_standby_streaming_delay", "followed_prd")
                .withoutValues(directory, Shop.SECRET);
        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
    }

    @Test
    void saysSoWhenTheSnapshotIsLostBeforeTheFirstRow() throws Exception {
        catchUp();
        TargetState before = TargetState.of(Postgres.low(), UAT);
        Penstock penstock = scenario.open();
        try (PreparedSync prepared = penstock.plan(Scenario.request("prd", "uat"), FileListener.NONE)) {
            primary.run(PRD, "DELETE FROM bulk WHERE id % 2 = 0");
            primary.run(PRD, "VACUUM bulk");
            catchUp();

            Refusal.of(() -> penstock.sync(prepared, new Progress()))
                    .as(Outcome.FAILED, "STANDBY-CONFLICT")
                    .saying("hot_standby_feedback", "followed_prd");
        }
        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
    }

    @Test
    void refusesATargetThatIsTheStandby() throws Exception {
        Shop.mark(primary, PRD, "acme/uat/live");
        catchUp();
        scenario.uatLive(Scenario.database(standby.url(PRD).replace("127.0.0.1", "localhost"), "user: postgres"));

        Refusal.of(scenario::sync).as(Outcome.REFUSED, "TARGET-IS-HIGHER").saying("under another address");
    }

    @Test
    void refusesATargetThatIsThePrimaryOfTheStandby() throws Exception {
        Shop.mark(primary, PRD, "acme/uat/live");
        catchUp();
        TargetState before = TargetState.of(primary, PRD);
        scenario.uatLive(Scenario.database(primary.url(PRD).replace("127.0.0.1", "localhost"), "user: postgres"));
        Refusal.of(scenario::sync).as(Outcome.REFUSED, "TARGET-IS-HIGHER").saying("under another address");

        // Now production itself is elsewhere, and only the standby gives it away.
        String elsewhere = "followed_elsewhere";
        Shop.create(Postgres.high(), elsewhere);
        scenario.prdLive(Scenario.database(
                Postgres.high().url(elsewhere), "user: postgres, read-from: \"" + standby.url(PRD) + "\""));
        Refusal.of(scenario::sync).as(Outcome.REFUSED, "TARGET-IS-HIGHER").saying("a standby or a copy of it");

        assertThat(TargetState.of(primary, PRD)).isEqualTo(before);
    }

    @Test
    void refusesATargetThatIsAStandby() throws Exception {
        String other = "followed_other";
        Shop.create(Postgres.high(), other);
        Shop.mark(primary, PRD, "acme/uat/live");
        catchUp();
        scenario.prdLive(Scenario.database(Postgres.high().url(other), "user: postgres"));
        scenario.uatLive(Scenario.database(standby.url(PRD), "user: postgres"));

        Refusal.of(scenario::sync).as(Outcome.REFUSED, "TARGET-NOT-REPLACEABLE").saying("read-only standby");
    }

    private void catchUp() throws Exception {
        String written = primary.rows("postgres", "SELECT pg_current_wal_lsn()").get(0);
        Slowed.until(() -> standby.rows("postgres", "SELECT pg_last_wal_replay_lsn() >= '" + written + "'")
                .equals(List.of("t")));
    }
}
