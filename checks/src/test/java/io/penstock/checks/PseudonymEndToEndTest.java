package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.run.Progress;
import io.penstock.sync.SyncReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the personal-data map says is what the lower databases hold. */
@Tag("postgresql")
class PseudonymEndToEndTest {

    private static final String PRD = "disguised_prd";
    private static final String UAT = "disguised_uat";
    private static final String INT = "disguised_int";
    private static final String MAP = """
            tables:
              customer:
                columns:
                  email: email
                  name: full-name
                  note: redact
                public: [id]
                keep: "email like 'qa-%'"
              newsletter:
                columns:
                  email: email
                public: [id]
              orders: public
              bulk: empty
            """;

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Shop.grow(Postgres.high(), PRD, 1);
        Postgres.high().run(PRD, """
                INSERT INTO customer VALUES (1001, 'qa-one@real.example', 'Quality One', 'a kept note'), (1002, NULL, '', ''), (1003, '', NULL, NULL);
                CREATE TABLE newsletter AS SELECT id, email FROM customer""");
        Postgres.low().create(UAT);
        Postgres.low().create(INT);
        scenario = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .below(Postgres.low().url(INT))
                .map(MAP);
    }

    @Test
    void disguisesWhatIsPersonalAndNothingElse() throws Exception {
        scenario.sync();

        String kept = "SELECT * FROM customer WHERE id >= 1001 ORDER BY id";
        assertThat(Postgres.low().rows(UAT, kept))
                .as("kept rows, NULL and empty values")
                .isEqualTo(Postgres.high().rows(PRD, kept));
        assertThat(Postgres.low()
                        .rows(UAT, "SELECT count(*) FROM customer WHERE id < 1001 AND email LIKE '%@real.example'"))
                .containsExactly("0");
        assertThat(Postgres.low().rows(UAT, "SELECT count(DISTINCT email) FROM customer WHERE id < 1001"))
                .as("unique as before")
                .containsExactly("201");
        assertThat(
                        Postgres.low()
                                .rows(
                                        UAT,
                                        "SELECT count(*) FROM customer c JOIN newsletter n USING (id) WHERE c.email IS DISTINCT FROM n.email"))
                .as("one person, one pseudonym, also where the row of the other table is not kept")
                .containsExactly("0");
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM bulk")).containsExactly("0");
        String orders = "SELECT * FROM orders ORDER BY id";
        assertThat(Postgres.low().rows(UAT, orders)).isEqualTo(Postgres.high().rows(PRD, orders));
    }

    @Test
    void givesTheSamePseudonymsAgainAndKeepsAsManyReplacedDatabasesAsAskedFor() throws Exception {
        scenario.uat("undo: 2");
        String people = "SELECT * FROM customer ORDER BY id";
        scenario.sync();
        List<String> first = Postgres.low().rows(UAT, people);

        for (int i = 0; i < 3; i++) {
            scenario.sync();
            assertThat(Postgres.low().rows(UAT, people)).isEqualTo(first);
        }

        assertThat(TargetState.siblings(Postgres.low(), UAT))
                .hasSize(2)
                .allMatch(name -> name.startsWith(UAT + "_penstock_undo_"));
    }

    @Test
    void copiesASealedCopyAsItIs() throws Exception {
        scenario.sync();

        SyncReport report = scenario.sync("uat", "int");

        assertThat(report.state()).isEqualTo("done");
        for (String table : List.of("customer", "newsletter", "orders")) {
            String rows = "SELECT * FROM " + table + " ORDER BY id";
            assertThat(Postgres.low().rows(INT, rows))
                    .as(table)
                    .isEqualTo(Postgres.low().rows(UAT, rows));
        }
    }

    @Test
    void disguisesACopyAgainThatAnotherMapHasMade() throws Exception {
        scenario.sync();
        scenario.map(MAP.replace("note: redact", "note: \"null\""));

        scenario.sync("uat", "int");

        String email = "SELECT email FROM customer WHERE id = 5";
        assertThat(Postgres.low().rows(INT, email)).isNotEqualTo(Postgres.low().rows(UAT, email));
    }

    @Test
    void disguisesWhatWasPutIntoASealedCopySinceItWasMade() throws Exception {
        scenario.sync();
        String people = "SELECT id, email, name FROM customer WHERE id < 1001 ORDER BY id";
        List<String> real = Postgres.high().rows(PRD, people);
        Postgres.low().run(UAT, "DELETE FROM newsletter; DELETE FROM orders; DELETE FROM customer");
        for (String table : List.of("customer", "newsletter", "orders")) {
            Path rows = directory.resolve(table);
            Postgres.high().run(PRD, "COPY " + table + " TO '" + rows + "'");
            Postgres.low().run(UAT, "COPY " + table + " FROM '" + rows + "'");
        }
        assertThat(Postgres.low().rows(UAT, people)).isEqualTo(real);

        SyncReport report = scenario.sync("uat", "int");

        assertThat(report.clusters().get(0).database().remarks())
                .anyMatch(remark -> remark.contains("do not hold what its seal names"));
        assertThat(Postgres.low().rows(INT, people)).hasSameSizeAs(real).doesNotContainAnyElementsOf(real);
        for (String table : List.of("customer", "newsletter")) {
            assertThat(Postgres.low()
                            .rows(INT, "SELECT count(*) FROM " + table + " WHERE email LIKE 'person%@real.example'"))
                    .as(table)
                    .containsExactly("0");
        }
    }

    @Test
    void copiesASealedCopyAsItIsThoughOtherColumnsHaveChanged() throws Exception {
        scenario.sync();
        Postgres.low().run(UAT, "UPDATE orders SET placed = placed + interval '1 day'");

        SyncReport report = scenario.sync("uat", "int");

        assertThat(report.clusters().get(0).database().remarks()).isEmpty();
        String email = "SELECT email FROM customer ORDER BY id";
        assertThat(Postgres.low().rows(INT, email)).isEqualTo(Postgres.low().rows(UAT, email));
    }

    @Test
    void looksForThePersonalValuesOfACopyThatNoLongerHoldsWhatItsSealNames() throws Exception {
        scenario.sync();
        scenario.sync("uat", "int");
        Postgres.low().run(UAT, "UPDATE customer SET email = 'someone@real.example' WHERE id = 5");
        Postgres.low().run(INT, "UPDATE customer SET email = 'someone@real.example' WHERE id = 5");

        assertThat(scenario.open()
                        .leakVerification()
                        .verify("uat", "int", Set.of(), new Progress())
                        .clusters())
                .anyMatch(cluster -> !cluster.leaks().isEmpty());
    }
}
