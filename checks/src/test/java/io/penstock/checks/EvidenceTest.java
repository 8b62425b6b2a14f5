package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.PenstockException;
import io.penstock.files.FileListener;
import io.penstock.pseudonym.evidence.Evidence;
import io.penstock.pseudonym.evidence.EvidenceWords;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import io.penstock.sync.SyncReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sync of real databases leaves for whoever answers for the protection of data. */
@Tag("postgresql")
class EvidenceTest {

    private static final String PRD = "evident_prd";
    private static final String UAT = "evident_uat";
    private static final String MAP = """
            tables:
              person:
                columns:
                  email: {as: email, link: mail}
                  note: redact
                public: [id]
                keep: "email like 'qa-%'"
              visit: public
              unchecked: public
            """;

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Postgres.high().create(PRD);
        Postgres.low().create(UAT);
        Postgres.high().run(PRD, """
                CREATE TABLE person (id int PRIMARY KEY, email text UNIQUE, note text);
                INSERT INTO person SELECT i, 'someone' || i || '@real.example', NULLIF('note ' || i % 3, 'note 0') FROM generate_series(1, 300) i;
                INSERT INTO person VALUES (301, 'qa-one@real.example', 'x'), (302, '', '');
                CREATE TABLE visit (id int, person int REFERENCES person);
                INSERT INTO visit VALUES (1, 1);
                CREATE TABLE unchecked (person int);
                INSERT INTO unchecked VALUES (999);
                ALTER TABLE unchecked ADD FOREIGN KEY (person) REFERENCES person NOT VALID""");
        scenario =
                new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(UAT)).map(MAP);
    }

    private Evidence newest() throws IOException {
        Penstock penstock = scenario.open();
        Run run = penstock.journal().list().get(0);
        return penstock.evidence().verify(run, null).evidence();
    }

    @Test
    void countsWhatBecameOfThePersonalColumns() throws Exception {
        scenario.sync();

        Evidence evidence = newest();
        assertThat(evidence.state()).isEqualTo("done");
        assertThat(evidence.startedBy()).isEqualTo("a test");
        assertThat(evidence.key().version()).isEqualTo(1);
        Evidence.Database database = evidence.databases().get(0);
        assertThat(database.rows()).isEqualTo(304);
        assertThat(database.proven()).isEqualTo(3);
        assertThat(database.foreignKeys()).isEqualTo(1);
        assertThat(database.unvalidated()).isEqualTo(1);
        Evidence.Table person = database.tables().stream()
                .filter(table -> table.table().equals("public.person"))
                .findFirst()
                .orElseThrow();
        assertThat(person.kept()).isEqualTo(1);
        assertThat(person.keptBecause()).singleElement().asString().contains("personal-data.yaml:7");
        Evidence.Column email = person.columns().get(0);
        assertThat(List.of(email.replaced(), email.unchanged(), email.nulls(), email.empty()))
                .containsExactly(300L, 0L, 0L, 1L);
        assertThat(email.link()).isEqualTo("mail");
        Evidence.Column note = person.columns().get(1);
        assertThat(List.of(note.replaced(), note.nulls(), note.empty(), note.distinctBefore(), note.distinctAfter()))
                .containsExactly(200L, 100L, 1L, 2L, 1L);
    }

    @Test
    void saysThatTheCopyWasSearchedAndNothingFound() throws Exception {
        SyncReport report = scenario.sync();

        Evidence.Database database = newest().databases().get(0);
        assertThat(database.leaks()).isEqualTo(new Evidence.Leaks(300, 0, 0, List.of()));
        assertThat(EvidenceWords.summary(database))
                .endsWith("The whole copy was searched for 300 personal values of the source: none was found.");
        assertThat(page()).contains("none was found").doesNotContain("not searched");
        assertThat(report.clusters().get(0).database().leaks())
                .isEqualTo(new SyncReport.LeaksReport(300, 0, 0, List.of()));
    }

    @Test
    void saysWhatWasFoundInACopyThatWasRefused() throws Exception {
        Postgres.high().run(PRD, """
                ALTER TABLE visit ADD note text;
                UPDATE visit SET note = 'ask SOMEONE7@real.example or someone8@real.example'""");

        Refusal.of(scenario::sync).as(Outcome.FAILED, "LEAK-FOUND");

        Evidence evidence = newest();
        assertThat(evidence.state()).isEqualTo("failed");
        assertThat(evidence.problems()).containsExactly("LEAK-FOUND");
        assertThat(evidence.databases().get(0).leaks())
                .isEqualTo(new Evidence.Leaks(
                        300, 2, 0, List.of(new Evidence.Place("public.visit.note", "an e-mail address", 2))));
        assertThat(page())
                .contains("searched for 300 personal values of the source: 2 hits in 1 place.")
                .contains("public.visit.note: an e-mail address, 2 times")
                .doesNotContainIgnoringCase("someone7");
    }

    @Test
    void saysThatACopyWasNotSearchedWhereTheRunEndedBefore() throws Exception {
        Progress progress = new Progress();
        progress.cancellation().request("of a test");
        assertThatThrownBy(() -> scenario.sync(progress)).isInstanceOf(PenstockException.class);

        assertThat(newest().databases().get(0).leaks()).isNull();
        assertThat(page()).contains("not searched");
    }

    private String page() throws IOException {
        Penstock penstock = scenario.open();
        Run run = penstock.journal().list().get(0);
        return penstock.journal().read(run, "evidence.html").orElseThrow();
    }

    @Test
    void holdsNoValueOfADatabaseAndNoKey() throws Exception {
        scenario.sync();

        Penstock penstock = scenario.open();
        Run run = penstock.journal().list().get(0);
        for (String name : List.of("evidence.json", "evidence.html", "evidence.sig")) {
            assertThat(penstock.journal().read(run, name).orElseThrow())
                    .doesNotContain("real.example")
                    .doesNotContain("note 1")
                    .doesNotContain(Scenario.KEY);
        }
    }

    @Test
    void isKeptOfARunThatFailedToo() throws Exception {
        Progress progress = new Progress();
        progress.cancellation().request("of a test");
        assertThatThrownBy(() -> scenario.sync(progress)).isInstanceOf(PenstockException.class);

        Evidence evidence = newest();
        assertThat(evidence.state()).isEqualTo("cancelled");
        assertThat(evidence.problems()).containsExactly("RUN-CANCELLED");
        assertThat(evidence.databases().get(0).foreignKeys()).isZero();
    }

    @Test
    void aRotatedKeyIsToldByThePlanAndItsEvidenceNeedsTheFormerPublicKey() throws Exception {
        scenario.sync();
        Penstock before = scenario.open();
        Run run = before.journal().list().get(0);
        String formerKey = before.evidence().verify(run, null).publicKey();
        assertThat(scenario.plan().warnings()).noneMatch(warning -> warning.contains("pseudonym key has changed"));

        Path file = scenario.configuration();
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                Scenario.KEY,
                                "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=\"\npseudonym-key-version: 2")
                        .replace("version: 2\"", "version: 2"));
        Penstock after = Penstock.open(file, Map.of());
        try (var prepared = after.plan(Scenario.request("prd", "uat"), FileListener.NONE)) {
            assertThat(prepared.plan().warnings())
                    .anyMatch(
                            warning -> warning.contains("pseudonym key has changed") && warning.contains("version 2"));
        }
        assertThatThrownBy(() -> after.evidence().verify(run, null)).hasMessageStartingWith("EVIDENCE-KEY-UNKNOWN");
        assertThat(after.evidence().verify(run, formerKey).evidence().state()).isEqualTo("done");
    }
}
