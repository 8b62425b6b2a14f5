package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of up to 32 MB pass in the memory that the launcher gives; larger ones are refused with their key (design §6). */
@Tag("postgresql")
class LargeRowTest {

    private static final String PRD = "large_prd";
    private static final String UAT = "large_uat";
    private static final String MAP = """
            tables:
              document: public
              person:
                columns:
                  email: email
                public: [id, body]
            """;

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Postgres.high().create(PRD);
        Postgres.high().run(PRD, """
                CREATE TABLE document (id int PRIMARY KEY, body text, scan bytea, content jsonb);
                CREATE TABLE person (id int, email varchar(60) PRIMARY KEY, body text);
                INSERT INTO document SELECT i, 'small', 'small', '{}' FROM generate_series(1, 100) i""");
        Shop.target(Postgres.low(), UAT);
        scenario =
                new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(UAT)).map(MAP);
    }

    @Test
    void copiesRowsOfThirtyMegabytes() throws Exception {
        Postgres.high().run(PRD, """
                INSERT INTO document (id, body, scan) VALUES (1001, repeat('text', 7500000), NULL), (1002, NULL, decode(repeat('00ff', 15000000), 'hex'));
                INSERT INTO person VALUES (1, 'someone@real.example', repeat('ä', 15000000))""");

        PenstockProcess ended = sync();

        assertThat(ended.exit()).as(ended.said()).isZero();
        String rows = "SELECT id, md5(body), md5(scan) FROM document WHERE id > 1000 ORDER BY id";
        assertThat(Postgres.low().rows(UAT, rows)).isEqualTo(Postgres.high().rows(PRD, rows));
        assertThat(Postgres.low().rows(UAT, "SELECT length(body) FROM person")).containsExactly("15000000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "body | repeat('text', 10000000)",
                "scan | decode(repeat('00ff', 20000000), 'hex')",
                "body | repeat('x', 260000000)"
            })
    void refusesALargerRowWithItsKey(String column, String value) throws Exception {
        Postgres.high().run(PRD, "INSERT INTO document (id, " + column + ") VALUES (1003, " + value + ")");
        TargetState before = TargetState.of(Postgres.low(), UAT);

        PenstockProcess ended = sync();

        assertThat(ended.exit()).as(ended.said()).isEqualTo(Outcome.REFUSED.exitCode());
        assertThat(ended.said()).contains("ROW-TOO-LARGE Row id=1003 of table public.document", "/" + PRD, "32 MB");
        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
    }

    @Test
    void namesThePlaceOfARowWhoseKeyIsPersonal() throws Exception {
        Postgres.high().run(PRD, "INSERT INTO person VALUES (1, 'small@real.example', 'small')");
        Postgres.high().run(PRD, "INSERT INTO person VALUES (2, '" + Shop.SECRET + "', repeat('x', 40000000))");
        List<String> place = Postgres.high().rows(PRD, "SELECT ctid FROM person WHERE id = 2");

        Refusal.of(scenario::sync)
                .as(Outcome.REFUSED, "ROW-TOO-LARGE")
                .saying("Row with ctid " + place.get(0) + " of table public.person")
                .withoutValues(directory, Shop.SECRET, "small@");
    }

    /** With the memory that the launcher gives. */
    private PenstockProcess sync() throws Exception {
        return PenstockProcess.run(
                List.of(), "256m", Map.of(), scenario.configuration(), "sync", "prd", "uat", "--yes");
    }
}
