package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.inplace.InPlaceReport;
import io.penstock.pseudonym.evidence.Evidence;
import io.penstock.run.Run;
import io.penstock.sync.SyncReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run in place proves before it seals a database, and what it leaves for whoever answers for the protection of data. */
@Tag("postgresql")
class InPlaceProofTest {

    private static final String PRD = "proved_prd";
    private static final String UAT = "proved_uat";
    private static final String INT = "proved_int";
    private static final String MAP = """
            tables:
              person:
                columns:
                  email: {as: email, link: mail}
                  note: redact
                public: [id]
                keep: "email like 'qa-%'"
              visit: {columns: {place: city}, public: [id, person]}
              remark: public
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void makeProduction() throws Exception {
        Postgres.high().create(PRD);
        Postgres.high().run(PRD, """
                CREATE TABLE person (id int PRIMARY KEY, email text UNIQUE, note text);
                INSERT INTO person SELECT i, 'someone' || i || '@real.example', NULLIF('note ' || i % 3, 'note 0') FROM generate_series(1, 300) i;
                INSERT INTO person VALUES (301, 'qa-one@real.example', 'x'), (302, '', '');
                CREATE TABLE visit (id int PRIMARY KEY, person int REFERENCES person, place text);
                INSERT INTO visit SELECT i, i, 'Town' || i FROM generate_series(1, 100) i;
                CREATE TABLE remark (id int PRIMARY KEY, said text);
                INSERT INTO remark VALUES (7, 'Nothing to see.'), (8, 'We wrote to QA-one@real.example.')""");
    }

    private Restored restore() throws Exception {
        Postgres.high().run(PRD, "ANALYZE");
        return Restored.of(Postgres.high(), PRD, UAT, directory, MAP);
    }

    private static Evidence evidence(Restored restored) throws Exception {
        Penstock penstock = restored.scenario().open();
        Run run = penstock.journal().list().get(0);
        return penstock.evidence().verify(run, null).evidence();
    }

    private static String document(Restored restored, String name) throws Exception {
        Penstock penstock = restored.scenario().open();
        return penstock.journal().read(penstock.journal().list().get(0), name).orElseThrow();
    }

    @Test
    void theEvidenceCountsAndSaysWhereRawValuesRested() throws Exception {
        Restored restored = restore();

        InPlaceReport report = restored.pseudonymize();

        SyncReport.LeaksReport leaks =
                Objects.requireNonNull(report.databases().get(0).leaks());
        assertThat(leaks.values()).isGreaterThanOrEqualTo(300);
        assertThat(leaks.hits()).isZero();
        Evidence evidence = evidence(restored);
        assertThat(evidence.state()).isEqualTo("done");
        assertThat(evidence.raw())
                .contains("In place", "outside of production's zone, as a test has accepted", "raw values stay in")
                .doesNotContain("a run that died");
        Evidence.Database database = evidence.databases().get(0);
        assertThat(database.foreignKeys()).isEqualTo(1);
        assertThat(Objects.requireNonNull(database.leaks()).searched()).isEqualTo(leaks.values());
        Evidence.Table person = database.tables().stream()
                .filter(table -> table.table().equals("public.person"))
                .findFirst()
                .orElseThrow();
        assertThat(person.rows()).isEqualTo(302);
        assertThat(person.kept()).isEqualTo(1);
        Evidence.Column email = person.columns().get(0);
        assertThat(List.of(email.replaced(), email.unchanged(), email.nulls(), email.empty()))
                .containsExactly(300L, 0L, 0L, 1L);
    }

    @Test
    void thePagesNameWhatWasDoneAndNoValue() throws Exception {
        Restored restored = restore();
        restored.pseudonymize();

        assertThat(document(restored, "report.html"))
                .contains("Pseudonymize uat in place", "public.person", "replaced values looked for", "none found");
        assertThat(document(restored, "evidence.html")).contains("replaced where they stand");
        for (String name : List.of("report.html", "report.txt", "report.json", "evidence.json", "evidence.html")) {
            assertThat(document(restored, name)).doesNotContain("real.example").doesNotContain(Scenario.KEY);
        }
    }

    @Test
    void aValueThatIsLeftStopsTheSealAndTheDatabaseHasToBeRestored() throws Exception {
        Postgres.high().run(PRD, "INSERT INTO remark VALUES (9, 'Call Someone17@REAL.example, please')");
        Restored restored = restore();

        Refusal.of(restored::pseudonymize)
                .as(Outcome.FAILED, "LEAK-FOUND")
                .saying("public.remark.said", "id=9", "restore the database again");

        assertThat(restored.mark()).isEqualTo("acme/prd/live");
        for (String name : List.of("report.html", "report.txt", "report.json", "evidence.json", "evidence.html")) {
            assertThat(document(restored, name)).doesNotContainIgnoringCase("someone17");
        }
        Evidence evidence = evidence(restored);
        assertThat(evidence.problems()).containsExactly("LEAK-FOUND");
        assertThat(evidence.raw()).contains("personal values still rest there");
        assertThat(Objects.requireNonNull(evidence.databases().get(0).leaks()).hits())
                .isEqualTo(1);
        Refusal.of(restored::pseudonymize).as(Outcome.REFUSED, "LEAK-IN-PLACE");
    }

    @Test
    void aValueInALargeObjectOrACommentIsFound() throws Exception {
        Postgres.high().run(PRD, """
                SELECT lo_from_bytea(0, 'a letter to someone5@real.example');
                COMMENT ON TABLE remark IS 'asked for by someone6@real.example'""");
        Restored restored = restore();
        restored.scenario().map("large-objects: public\n" + MAP);

        Refusal.of(restored::pseudonymize).as(Outcome.FAILED, "LEAK-FOUND").saying("large objects", "the comment of");
    }

    @Test
    void largeObjectsThatAreNotWantedAreRemovedBeforeTheSearch() throws Exception {
        Postgres.high().run(PRD, "SELECT lo_from_bytea(0, 'a letter to someone5@real.example')");
        Restored restored = restore();
        restored.scenario().map("large-objects: empty\n" + MAP);

        restored.pseudonymize();

        assertThat(restored.rows("SELECT count(*) FROM pg_largeobject_metadata"))
                .containsExactly("0");
    }

    @Test
    void statisticsSampleTheNewRows() throws Exception {
        String sampled =
                "SELECT DISTINCT x FROM pg_stats, unnest(most_common_vals::text::text[] || histogram_bounds::text::text[]) x"
                        + " WHERE tablename IN ('person', 'visit') AND attname IN ('email', 'place')";
        Restored restored = restore();
        List<String> before = restored.rows(sampled);
        assertThat(before)
                .anyMatch(value -> value.endsWith("@real.example"))
                .anyMatch(value -> value.startsWith("Town"));

        restored.pseudonymize();

        assertThat(restored.rows(sampled))
                .hasSizeGreaterThan(50)
                .doesNotContainAnyElementsOf(before.stream()
                        .filter(value -> !value.isEmpty() && !value.startsWith("qa-"))
                        .toList());
    }

    @Test
    void aRunThatIsTakenUpSaysWhatItHasNotSeen() throws Exception {
        Restored restored = restore();
        try (SyncProcess process = SyncProcess.start(restored.scenario().configuration(), "pseudonymize")) {
            process.until("finishing");
            process.kill();
        }

        InPlaceReport report = restored.pseudonymize();

        assertThat(report.databases().get(0).resumed()).isTrue();
        assertThat(report.databases().get(0).rows()).isEqualTo(402);
        assertThat(document(restored, "report.txt")).contains("neither counted nor looked for");
        Evidence evidence = evidence(restored);
        assertThat(evidence.raw()).contains("replaced the values of 2 tables", "neither counted nor looked for");
        assertThat(Objects.requireNonNull(evidence.databases().get(0).leaks()).searched())
                .isZero();
        assertThat(evidence.databases().get(0).tables())
                .allMatch(table -> table.columns().isEmpty());
    }

    @Test
    void anEnvironmentBelowTakesTheRowsAsTheyAre() throws Exception {
        Restored restored = restore();
        restored.pseudonymize();
        Postgres.low().create(INT);
        restored.scenario().below(Postgres.low().url(INT));

        restored.scenario().sync("uat", "int");

        assertThat(Contents.of(Postgres.low(), INT)).isEqualTo(Contents.of(Postgres.high(), UAT));
    }
}
