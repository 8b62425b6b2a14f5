package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.backup.Manifest;
import io.penstock.files.FileListener;
import io.penstock.run.Progress;
import io.penstock.sync.BackupJobs;
import io.penstock.sync.BackupRequest;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.RestoreRequest;
import io.penstock.sync.SyncReport;
import io.penstock.sync.SyncRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups are looked after: verified, kept as long as they should be, restored to production by two people, and read by a sync. */
@Tag("postgresql")
class BackupCareTest {

    private static final String PRD = "cared_prd";
    private static final String UAT = "cared_uat";

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeTheShop() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Shop.mark(Postgres.high(), PRD, "acme/prd/live");
        Shop.target(Postgres.low(), UAT);
        scenario = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .line("backups: {key: \"" + BackupTest.KEY + "\", folder: backups, keep: {last: 2}}")
                .map(Shop.MAP);
    }

    @Test
    void verifiesByRestoringBesideAndByChecksums() throws Exception {
        Manifest made = create("prd", "uat");
        Map<String, List<String>> before = Contents.of(Postgres.low(), UAT);

        BackupJobs.Verified verified = scenario.open().backups().verify(made.id(), false, "a test", new Progress());

        assertThat(verified.rows()).isEqualTo(701);
        assertThat(Contents.of(Postgres.low(), UAT)).isEqualTo(before);
        assertThat(TargetState.siblings(Postgres.low(), UAT)).isEmpty();
        assertThat(scenario.open()
                        .backups()
                        .verify(made.id(), true, "a test", new Progress())
                        .files())
                .isEqualTo(made.objects().size());

        Path object = directory.resolve("backups").resolve(made.id()).resolve("live-structure");
        byte[] bytes = Files.readAllBytes(object);
        bytes[bytes.length / 2] ^= 4;
        Files.write(object, bytes);
        for (boolean checksums : new boolean[] {true, false}) {
            Refusal.of(() -> scenario.open().backups().verify(made.id(), checksums, "a test", new Progress()))
                    .as(Outcome.FAILED, "BACKUP-DAMAGED");
        }
        assertThat(TargetState.siblings(Postgres.low(), UAT)).isEmpty();
    }

    @Test
    void keepsTheNewestAndListsWholeOnesAlone() throws Exception {
        Manifest first = create("prd", "uat");
        Manifest second = create("prd", "uat");
        Manifest other = create("prd", null);
        Manifest third = create("prd", "uat");
        Path unfinished =
                Files.createDirectory(directory.resolve("backups").resolve("prd-20260101-000000-0000.unfinished"));
        Files.writeString(unfinished.resolve("lock"), "");
        Penstock penstock = scenario.open();

        assertThat(penstock.backups().prune("prd", null, true)).containsExactly(first.id());
        assertThat(ids(penstock)).containsExactly(first.id(), second.id(), other.id(), third.id());
        assertThat(penstock.backups().prune("prd", null, false)).containsExactly(first.id());
        assertThat(ids(penstock)).containsExactly(second.id(), other.id(), third.id());
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void leavesNothingOfABackupThatIsCancelled() throws Exception {
        Progress progress = new Progress();
        progress.cancellation().request("a test");

        Refusal.of(() -> scenario.open().backups().create(new BackupRequest("prd", "uat", "a test"), progress))
                .as(Outcome.CANCELLED, "RUN-CANCELLED");

        try (Stream<Path> files = Files.list(directory.resolve("backups"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void restoresProductionWhenTwoPeopleAgree() throws Exception {
        Map<String, List<String>> before = Contents.of(Postgres.high(), PRD);
        Manifest made = create("prd", null);
        Postgres.high().run(PRD, "DELETE FROM orders");
        BackupJobs jobs = scenario.open().backups();

        Refusal.of(() -> jobs.planRestore(by("anna@one", made)))
                .as(Outcome.REFUSED, "RESTORE-UNCONFIRMED")
                .saying("nobody has asked");
        jobs.askForRestore(by("anna@one", made));
        Refusal.of(() -> jobs.planRestore(by("anna@two", made)))
                .as(Outcome.REFUSED, "RESTORE-UNCONFIRMED")
                .saying("cannot agree");
        try (PreparedSync prepared = jobs.planRestore(by("ben@two", made))) {
            scenario.open().sync(prepared, new Progress());
        }

        assertThat(Contents.of(Postgres.high(), PRD)).isEqualTo(before);
        Refusal.of(() -> jobs.planRestore(by("ben@two", made))).as(Outcome.REFUSED, "RESTORE-UNCONFIRMED");
        assertThat(scenario.open().auditTrail().read())
                .extracting(entry -> entry.action() + " " + entry.by())
                .containsSubsequence("restore asked for anna@one", "restore agreed to ben@two");
    }

    private static RestoreRequest by(String person, Manifest made) {
        return new RestoreRequest("prd", made.id(), true, person);
    }

    @Test
    void syncsFromABackupAndPseudonymizesOnTheWay() throws Exception {
        Manifest made = create("prd", null);
        SyncReport expected = scenario.sync();
        Map<String, List<String>> copied = Contents.of(Postgres.low(), UAT);
        Postgres.high().run(PRD, "DELETE FROM orders");
        SyncRequest request = SyncRequest.of("prd", "uat", true, "a test");

        SyncReport report;
        try (PreparedSync prepared =
                scenario.open().backups().planSync(request, made.id(), (cluster, all) -> FileListener.NONE)) {
            report = scenario.open().sync(prepared, new Progress());
        }

        assertThat(Contents.of(Postgres.low(), UAT)).isEqualTo(copied);
        assertThat(report.clusters().get(0).database().leaks().values())
                .isEqualTo(expected.clusters().get(0).database().leaks().values())
                .isPositive();
        scenario.map(Shop.MAP.replace("    public: [id]", "    public: [id]\n    keep: \"id = 1\""));
        Refusal.of(() -> scenario.open().backups().planSync(request, made.id(), (cluster, all) -> FileListener.NONE))
                .as(Outcome.REFUSED, "BACKUP-NOT-ASKABLE");
        Manifest forUat = create("prd", "uat");
        Refusal.of(() -> scenario.open().backups().planSync(request, forUat.id(), (cluster, all) -> FileListener.NONE))
                .as(Outcome.REFUSED, "BACKUP-UNFIT")
                .saying("penstock restore uat");
        assertThat(TargetState.siblings(Postgres.low(), UAT)).noneMatch(name -> name.contains("_penstock_backup_"));
    }

    private static List<String> ids(Penstock penstock) {
        return penstock.backups().list(null).stream().map(listed -> listed.id()).toList();
    }

    private Manifest create(String environment, String lower) throws IOException {
        return scenario.open().backups().create(new BackupRequest(environment, lower, "a test"), new Progress());
    }
}
