package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.pseudonym.leak.Finding;
import io.penstock.run.Progress;
import io.penstock.sync.LeakReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A personal value that comes through where nobody thought of it stops the sync before the swap, and is told of without being told. */
@Tag("postgresql")
class LeakTest {

    private static final String PRD = "leak_prd";
    private static final String UAT = "leak_uat";

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Postgres.high().create(PRD);
        Postgres.low().create(UAT);
        Postgres.high().run(PRD, """
                CREATE TABLE customer (id int PRIMARY KEY, email text, note text);
                INSERT INTO customer SELECT i, 'person.' || i || '@kundin.example', 'note ' || i FROM generate_series(1, 500) i""");
        scenario = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .map("tables: {customer: {columns: {email: email}, public: [id, note]}}");
    }

    @Test
    void letsACleanCopyPass() throws Exception {
        assertThat(scenario.sync().state()).isEqualTo("done");
        assertThat(scenario.directory().resolve(".penstock/temporary")).isDirectoryNotContaining("glob:**/run*");
    }

    @Test
    void letsDatesPassThatAreNoDayOfAnyone() throws Exception {
        Postgres.high().run(PRD, """
                CREATE TABLE contract (id int PRIMARY KEY, until date, seen timestamptz, during daterange);
                INSERT INTO contract VALUES (1, 'infinity', '-infinity', 'empty'),
                  (2, '0044-03-15 BC', 'infinity', '(,)'), (3, '2020-01-01', '2020-01-01', '[-infinity,infinity]')""");
        scenario.map("""
                tables:
                  customer: {columns: {email: email}, public: [id, note]}
                  contract: {columns: {until: date, seen: timestamp, during: date}, public: [id]}
                """);

        assertThat(scenario.sync().state()).isEqualTo("done");
    }

    @Test
    void stopsBeforeTheSwap() throws Exception {
        scenario.sync();
        List<String> before = Postgres.low().rows(UAT, "SELECT * FROM customer ORDER BY id");
        Postgres.high().run(PRD, "UPDATE customer SET note = 'called PERSON.7@Kundin.example' WHERE id = 77");

        PenstockException refusal = catchThrowableOfType(PenstockException.class, scenario::sync);

        assertThat(refusal.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("LEAK-FOUND")
                        .contains("public.customer.note", "id=77", "an e-mail address"));
        assertThat(refusal.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(Postgres.low().rows(UAT, "SELECT * FROM customer ORDER BY id"))
                .isEqualTo(before);
        assertThat(TargetState.siblings(Postgres.low(), UAT)).noneMatch(name -> name.endsWith("shadow"));
        assertThat(kept())
                .noneMatch(text -> text.toLowerCase(java.util.Locale.ROOT).contains("person.7"));
    }

    @Test
    void findsARowThatARuleOfTheMapLeavesAsItIs() throws Exception {
        email("CASE WHEN id = 7 THEN email ELSE id || '@example.test' END");

        assertThat(Refusal.of(scenario::sync).as(Outcome.FAILED, "LEAK-FOUND").failure())
                .hasMessageContaining("an e-mail address stands in public.customer.email, 1 time (id=7)");
    }

    @Test
    void findsTwoRowsWhoseValuesARuleOfTheMapExchanges() throws Exception {
        email("CASE WHEN id IN (7, 8) THEN 'person.' || 15 - id || '@kundin.example' ELSE id || '@example.test' END");

        assertThat(Refusal.of(scenario::sync).as(Outcome.FAILED, "LEAK-FOUND").failure())
                .hasMessageContaining("an e-mail address stands in public.customer.email, 2 times")
                .hasMessageContaining("id=7")
                .hasMessageContaining("id=8");
    }

    private void email(String expression) throws IOException {
        scenario.map("""
                tables:
                  customer:
                    columns: {email: {as: sql, expression: "%s"}}
                    public: [id, note]
                """.formatted(expression));
    }

    @Test
    void verifiesATargetThatWasRefreshed() throws Exception {
        scenario.sync();

        assertThat(verify().isClean()).isTrue();
        assertThat(verify().clusters())
                .singleElement()
                .satisfies(live -> assertThat(live.values()).isEqualTo(500));
    }

    @Test
    void verifiesThatNothingWasAddedBehindItsBack() throws Exception {
        scenario.sync();
        Postgres.low().run(UAT, "UPDATE customer SET note = 'PERSON.7@Kundin.example' WHERE id = 77");

        LeakReport report = verify();

        assertThat(report.clusters().get(0).leaks())
                .containsExactly(new Finding("public.customer.note", "an e-mail address", 1, List.of("id=77")));
    }

    private LeakReport verify() throws IOException {
        return scenario.open().leakVerification().verify("prd", "uat", Set.of(), new Progress());
    }

    /** All that the store holds. */
    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.walk(scenario.directory().resolve(".penstock"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}
