package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.PenstockException;
import io.penstock.pseudonym.account.AccountProblem;
import io.penstock.sync.AccountApproval;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several entries that keep the same account, and what pseudonyms of others may not be. */
@Tag("postgresql")
class OverlappingAccountsTest {

    private static final String PRD = "overlap_prd";
    private static final String UAT = "overlap_uat";
    private static final String MAP = """
            tables:
              customer: {columns: {code: code, mail: email}, public: [id]}
              visit: {columns: {code: code}, public: [id, customer]}
            keep:
              - {table: customer, where: "id <= 40", related: true, reason: end-to-end tests, until: 2999-12-31}
              - {table: customer, where: "id between 40 and 60", reason: a second team, until: 2999-12-31}
            """;

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Postgres.high().create(PRD);
        Postgres.high().run(PRD, """
                CREATE TABLE customer (id int PRIMARY KEY, code char(2) UNIQUE, mail text);
                INSERT INTO customer SELECT i, lpad(i::text, 2, '0'), i || '@real.example' FROM generate_series(0, 99) i;
                CREATE TABLE visit (id int PRIMARY KEY, customer int REFERENCES customer, code char(2));
                INSERT INTO visit SELECT id, id, code FROM customer""");
        Postgres.low().create(UAT);
        scenario =
                new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(UAT)).map(MAP);
    }

    private void approve(int entry) throws Exception {
        AccountApproval accounts = scenario.open().accountApproval();
        accounts.approve(accounts.list().get(entry).account(), "an operator");
    }

    private List<String> unchanged(String column) throws Exception {
        String all = "SELECT id, " + column + " FROM customer ORDER BY id";
        List<String> source = Postgres.high().rows(PRD, all);
        return Postgres.low().rows(UAT, all).stream().filter(source::contains).toList();
    }

    @Test
    void entriesThatOverlapKeepWhatAnyOfThemKeepsAndNoPseudonymIsAKeptValue() throws Exception {
        approve(0);
        approve(1);

        scenario.sync();

        assertThat(unchanged("mail")).hasSize(61);
        assertThat(unchanged("code")).hasSize(61);
        assertThat(Postgres.low().rows(UAT, "SELECT count(DISTINCT code) FROM customer"))
                .as("all hundred codes of two digits are taken, so that a collision could not be missed")
                .containsExactly("100");
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM customer WHERE id > 60 AND code::int <= 60"))
                .containsExactly("0");
        assertThat(
                        Postgres.low()
                                .rows(
                                        UAT,
                                        "SELECT count(*) FROM visit v JOIN customer c ON c.id = v.customer AND c.code = v.code"))
                .as("one code, one pseudonym, and rows that hang on no kept account too")
                .containsExactly("100");
    }

    @Test
    void anEntryThatNobodyApprovedTakesNothingFromTheOther() throws Exception {
        approve(0);

        scenario.sync();

        assertThat(unchanged("mail")).hasSize(41);
    }

    @Test
    void oneExpiredEntryRefusesAlthoughAnotherKeepsTheSameAccount() throws Exception {
        scenario.map(MAP.replace("a second team, until: 2999-12-31", "a second team, until: 2026-01-31"));
        approve(0);

        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(scenario::sync)
                .satisfies(thrown -> assertThat(thrown.problems())
                        .singleElement()
                        .satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo(AccountProblem.ACCOUNT_EXPIRED);
                            assertThat(problem.what()).contains("personal-data.yaml:6:", "2026-01-31");
                        }));
    }
}
