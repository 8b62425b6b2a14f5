package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.Outcome;
import io.penstock.inplace.InPlaceReport;
import io.penstock.inplace.InPlaceRequest;
import io.penstock.inplace.PreparedInPlace;
import io.penstock.run.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in place begins nowhere but in a database that was restored into a test environment; what is refused is left as it was. */
@Tag("postgresql")
class InPlaceGuardTest {

    private static final String PRD = "unguarded_prd";
    private static final String UAT = "unguarded_uat";

    @TempDir
    Path directory;

    private Restored restored;

    @BeforeEach
    void restore() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Shop.mark(Postgres.high(), PRD, "acme/prd/live");
        restored = Restored.of(Postgres.high(), PRD, UAT, directory, Shop.MAP);
    }

    @Test
    void refusesProduction() throws Exception {
        TargetState production = TargetState.of(Postgres.high(), PRD);

        Refusal.of(() -> plan("prd").close()).as(Outcome.REFUSED, "PRODUCTION-IN-PLACE");

        assertThat(TargetState.of(Postgres.high(), PRD)).isEqualTo(production);
    }

    @Test
    void refusesTheDatabaseOfProductionUnderAnotherAddress() throws Exception {
        TargetState production = TargetState.of(Postgres.high(), PRD);
        String other = "jdbc:postgresql://localhost:" + Postgres.high().port() + "/" + PRD;
        restored.scenario().uatLive(Scenario.database(other, "user: postgres"));

        refused("TARGET-IS-HIGHER");

        assertThat(TargetState.of(Postgres.high(), PRD)).isEqualTo(production);
    }

    @Test
    void refusesADatabaseThatIsMarkedAsOneThatNoBackupOfAHigherOneIs() throws Exception {
        for (String mark : List.of("acme/int/live", "acme/prd/edit", "other/prd/live")) {
            Shop.mark(Postgres.high(), UAT, mark);

            refused("MARKER-MISMATCH").saying(mark, "acme/uat/live");
        }
    }

    @Test
    void refusesADatabaseThatIsPseudonymizedAlready() throws Exception {
        restored.pseudonymize();
        List<String> once = restored.rows("SELECT * FROM customer ORDER BY id");

        Refusal.of(restored::pseudonymize)
                .as(Outcome.REFUSED, "ALREADY-PSEUDONYMIZED")
                .saying("penstock adopt uat");

        assertThat(restored.rows("SELECT * FROM customer ORDER BY id")).isEqualTo(once);
    }

    @Test
    void refusesWhatIsNotProvenToBeAnotherDatabaseThanProduction() throws Exception {
        restored.scenario().prdLive(Scenario.database("jdbc:postgresql://127.0.0.1:1/x", "user: postgres"));

        refused("TARGET-UNPROVEN");

        Shop.mark(Postgres.high(), UAT, "acme/uat/live");
        assertThat(restored.plan().warnings()).anyMatch(warning -> warning.contains("could not be compared"));
    }

    @Test
    void needsSomebodyToAcceptThatRawDataRestsOutsideOfProductionsZone() throws Exception {
        TargetState before = TargetState.of(Postgres.high(), UAT);
        Refusal.of(() -> run(Restored.request(false)))
                .as(Outcome.REFUSED, "RAW-DATA-NOT-ACCEPTED")
                .saying("--accept-raw-data");
        assertThat(TargetState.of(Postgres.high(), UAT)).isEqualTo(before);

        assertThat(run(Restored.request(true)).rawData()).contains("outside of production's zone", "a test");
    }

    @Test
    void needsNobodyToAcceptThatInProductionsZone() throws Exception {
        restored.scenario().uat("zone: production");

        assertThat(run(Restored.request(false)).rawData()).isEqualTo("rests in production's zone, where uat stands");
    }

    @Test
    void refusesAColumnThatTheMapDoesNotMention() throws Exception {
        restored.scenario().map(Shop.MAP.replace("      note: redact\n", ""));

        refused("UNCLASSIFIED-COLUMN");
    }

    @Test
    void aUserIsToldWhatRightsAreLacking() throws Exception {
        Postgres.high().role("inplace_user");
        Postgres.high().run(UAT, "GRANT pg_read_all_data TO inplace_user");
        restored.scenario().uatLive(Scenario.database(Postgres.high().url(UAT), "user: inplace_user"));

        Refusal refusal = refused("RIGHT-MISSING");
        assertThat(refusal.sql()).anyMatch(sql -> sql.startsWith("GRANT SET ON PARAMETER penstock.environment"));
        for (String sql : refusal.sql()) {
            Postgres.high().run(UAT, sql);
        }

        assertThat(restored.pseudonymize().state()).isEqualTo("done");
    }

    @Test
    void aScriptRunsInTheDatabaseThatItWasMadeForAndOnlyOnce() throws Exception {
        Path script = directory.resolve("script.sql");
        restored.script(script);
        TargetState production = TargetState.of(Postgres.high(), PRD);

        assertThatThrownBy(() -> Psql.run(Postgres.high(), PRD, script)).hasMessageContaining("is not the one");
        assertThat(TargetState.of(Postgres.high(), PRD)).isEqualTo(production);

        Psql.run(Postgres.high(), UAT, script);
        assertThatThrownBy(() -> Psql.run(Postgres.high(), UAT, script)).hasMessageContaining("has run there already");
    }

    @Test
    void aScriptRefusesRowsThatCameAfterIt() throws Exception {
        Path script = directory.resolve("script.sql");
        restored.script(script);
        Postgres.high().run(UAT, "INSERT INTO customer VALUES (9999, 'late@real.example', 'Late Person', NULL)");
        List<String> rows = restored.rows("SELECT * FROM customer ORDER BY id");

        assertThatThrownBy(() -> Psql.run(Postgres.high(), UAT, script)).hasMessageContaining("have come, gone");

        assertThat(restored.rows("SELECT * FROM customer ORDER BY id")).isEqualTo(rows);
    }

    @Test
    void aScriptHoldsNeitherOldValuesNorTheKey() throws Exception {
        Path script = directory.resolve("script.sql");
        restored.script(script);

        String text = Files.readString(script);

        assertThat(text).doesNotContain(Scenario.KEY, "real.example", "Secret Person", "Person Number");
        assertThat(Files.getPosixFilePermissions(script)).hasSize(2);
    }

    private PreparedInPlace plan(String environment) throws Exception {
        return restored.scenario().open().planInPlace(new InPlaceRequest(environment, Set.of(), true, "a test"));
    }

    private InPlaceReport run(InPlaceRequest request) throws Exception {
        var penstock = restored.scenario().open();
        try (PreparedInPlace prepared = penstock.planInPlace(request)) {
            return penstock.pseudonymize(prepared, new Progress());
        }
    }

    private Refusal refused(String code) throws Exception {
        TargetState before = TargetState.of(Postgres.high(), UAT);
        ThrowingCallable run = restored::pseudonymize;
        Refusal refusal = Refusal.of(run).as(Outcome.REFUSED, code);
        assertThat(TargetState.of(Postgres.high(), UAT)).isEqualTo(before);
        return refusal;
    }
}
