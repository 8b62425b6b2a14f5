package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.checks.TwoClusters.Generations;
import io.penstock.files.FileListener;
import io.penstock.landscape.ClusterType;
import io.penstock.run.Progress;
import io.penstock.sync.ManyDeletions;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncReport;
import io.penstock.sync.SyncRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed between two parts of its swap: held back there by a lock on the name of the second database, or by a server that waits for a
 * standby which never comes. The next command puts the clusters and files together again.
 */
@Tag("postgresql")
class SwapInterruptionTest {

    private static final String RENAME = "ALTER DATABASE%RENAME%";

    @TempDir
    Path directory;

    @Test
    void databasesOfOneServerChangePlacesInOneTransaction() throws Exception {
        TwoClusters uat = new TwoClusters(directory, Postgres.low(), Postgres.low());
        uat.sync(1);

        assertThat(Postgres.low()
                        .rows(
                                "postgres",
                                "SELECT count(DISTINCT xmin::text) FROM pg_database WHERE datname IN ('"
                                        + TwoClusters.UAT_EDIT + "', '" + TwoClusters.UAT_LIVE + "')"))
                .containsExactly("1");
        assertThat(uat.generations()).isEqualTo(Generations.all(1));
        assertThat(uat.leftovers()).isEmpty();
    }

    @Test
    void undoPutsBackWhatARunHadSwappedAndNothingOlder() throws Exception {
        TwoClusters uat = killedBetweenTwoServers();

        assertThat(uat.scenario().plan().warnings()).anyMatch(warning -> warning.contains("put back what it swapped"));
        List<String> undone = uat.penstock().undo("uat", "a test").restored();

        assertThat(undone).singleElement().asString().startsWith("database acme/uat/edit as it was before run ");
        assertThat(uat.generations()).isEqualTo(Generations.all(2));
        assertThat(uat.leftovers()).isEmpty();

        assertThat(uat.penstock().undo("uat", "a test").restored()).hasSize(4);
        assertThat(uat.generations()).isEqualTo(Generations.all(1));
        assertThat(uat.leftovers()).isEmpty();
    }

    @Test
    void theNextSyncPutsBackWhatARunHadSwappedWhateverPartItIsFor() throws Exception {
        TwoClusters uat = killedBetweenTwoServers();
        SyncRequest all = Scenario.request("prd", "uat");
        SyncRequest filesOfLive = new SyncRequest(
                "prd",
                "uat",
                Set.of(ClusterType.LIVE),
                false,
                true,
                List.of(),
                false,
                ManyDeletions.REFUSED,
                true,
                false,
                "a test");

        assertThatThrownBy(() -> {
                    try (PreparedSync prepared = uat.penstock().plan(all, FileListener.NONE)) {
                        uat.penstock().sync(prepared, new Progress());
                    }
                })
                .hasMessageContaining("SWAP-UNFINISHED");
        assertThat(uat.scenario().settle(filesOfLive))
                .singleElement()
                .asString()
                .contains("put back as before: database acme/uat/edit");
        assertThat(uat.generations()).isEqualTo(Generations.all(2));

        uat.scenario().sync();

        assertThat(uat.scenario().settled()).isEmpty();
        assertThat(uat.generations()).isEqualTo(Generations.all(3));
        assertThat(uat.leftovers()).isEmpty();
    }

    /** UAT is of generation 2 and was of generation 1 before; edit has become of generation 3. */
    private TwoClusters killedBetweenTwoServers() throws Exception {
        TwoClusters uat = new TwoClusters(directory, Postgres.low(), Postgres.high())
                .sync(1)
                .sync(2)
                .change(3);
        try (Connection held = Postgres.high().holdName(TwoClusters.UAT_LIVE);
                SyncProcess process = SyncProcess.start(uat.scenario().configuration())) {
            Slowed.until(() -> Postgres.high().waits("Lock", RENAME));
            process.kill();
            held.rollback();
        }
        assertThat(uat.generations()).isEqualTo(new Generations(3, 2, Set.of(2)));
        return uat;
    }

    @Test
    void databasesAreSwappedBackWhenTheFilesDidNotFollow() throws Exception {
        Postgres low = Postgres.low();
        TwoClusters uat = new TwoClusters(directory, low, low).sync(1).change(2);
        // Else our session would not wait for a standby.
        low.run("postgres", "ALTER DATABASE postgres SET synchronous_commit = 'on'");
        try (Connection held = low.holdName(TwoClusters.UAT_EDIT);
                SyncProcess process = SyncProcess.start(uat.scenario().configuration())) {
            Slowed.until(() -> low.waits("Lock", RENAME));
            low.run("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
            low.run("postgres", "SELECT pg_reload_conf()");
            Slowed.until(
                    () -> low.rows("postgres", "SHOW synchronous_standby_names").contains("nobody"));
            held.rollback();
            Slowed.until(() -> low.waits("SyncRep", "COMMIT"));
            process.kill();
        } finally {
            low.run("postgres", "ALTER SYSTEM RESET synchronous_standby_names");
            low.run("postgres", "SELECT pg_reload_conf()");
            Slowed.until(() -> !low.waits("SyncRep", "%"));
            low.run("postgres", "ALTER DATABASE postgres RESET synchronous_commit");
        }
        assertThat(uat.generations()).isEqualTo(new Generations(2, 2, Set.of(1)));

        uat.scenario().settle(Scenario.request("prd", "uat"));

        assertThat(uat.generations()).isEqualTo(Generations.all(1));
        assertThat(uat.leftovers()).isEmpty();
    }

    @Test
    void anUndoThatWasKilledIsBroughtToItsEnd() throws Exception {
        TwoClusters uat = new TwoClusters(directory, Postgres.low(), Postgres.high())
                .sync(1)
                .sync(2)
                .sync(3);
        try (Connection held = Postgres.high().holdName(TwoClusters.UAT_LIVE);
                SyncProcess process = SyncProcess.start(uat.scenario().configuration(), "undo")) {
            Slowed.until(() -> Postgres.high().waits("Lock", RENAME));
            process.kill();
            held.rollback();
        }
        assertThat(uat.generations()).isEqualTo(new Generations(2, 3, Set.of(3)));

        assertThat(uat.penstock().undo("uat", "a test").restored()).hasSize(3);

        assertThat(uat.generations()).isEqualTo(Generations.all(2));
        assertThat(uat.leftovers()).isEmpty();
    }

    @Test
    void nothingIsPutBackWhereAllWasSwapped() throws Exception {
        TwoClusters uat = new TwoClusters(directory, Postgres.low(), Postgres.high());
        uat.sync(1).change(2);
        SyncReport report = uat.scenario().sync();
        Postgres.high()
                .run(
                        "postgres",
                        "ALTER DATABASE " + TwoClusters.UAT_LIVE + " SET penstock.intent = '" + report.run()
                                + ": database acme/uat/edit, database acme/uat/live'");

        assertThat(uat.scenario().settle(Scenario.request("prd", "uat")))
                .singleElement()
                .asString()
                .contains("nothing had to be put back");

        assertThat(uat.generations()).isEqualTo(Generations.all(2));
        assertThat(uat.leftovers()).isEmpty();
    }

    @Test
    void aFailureOfTheFilesPutsTheDatabasesBackAtOnce() throws Exception {
        TwoClusters uat = new TwoClusters(directory, Postgres.low(), Postgres.high())
                .sync(1)
                .change(2);
        Path undo = directory.resolve("uat/live/.penstock/undo");
        Files.move(undo, undo.resolveSibling("moved"));
        Files.createFile(undo);

        assertThatThrownBy(() -> uat.scenario().sync())
                .hasMessageContaining("FILES-")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("SWAP-UNFINISHED"));

        Files.delete(undo);
        Files.move(undo.resolveSibling("moved"), undo);
        assertThat(uat.generations()).isEqualTo(Generations.all(1));
        assertThat(uat.scenario().settle(Scenario.request("prd", "uat"))).isEmpty();
        uat.scenario().sync();
        assertThat(uat.generations()).isEqualTo(Generations.all(2));
        assertThat(uat.leftovers()).isEmpty();
    }
}
