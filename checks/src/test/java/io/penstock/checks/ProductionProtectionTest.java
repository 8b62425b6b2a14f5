package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Production is read no faster, by no more sessions, and nowhere else than it allows. */
@Tag("postgresql")
class ProductionProtectionTest {

    private static final String PRD = "protected_prd";
    private static final String UAT = "protected_uat";

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Shop.grow(Postgres.high(), PRD, 2);
        Shop.target(Postgres.low(), UAT);
        scenario =
                new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(UAT)).map(Shop.MAP);
    }

    @Test
    void readsWhereItIsToldTo() throws Exception {
        String copy = "protected_standby";
        Postgres.high().create(copy);
        Postgres.high().run("postgres", "DROP DATABASE " + copy);
        Postgres.high().run("postgres", "CREATE DATABASE " + copy + " TEMPLATE " + PRD);
        Postgres.high().run(copy, "INSERT INTO orders VALUES (-7, 1, 77, NULL)");
        scenario.prdLive(Scenario.database(
                Postgres.high().url(PRD),
                "user: postgres, read-from: \"" + Postgres.high().url(copy) + "\""));

        scenario.sync();

        assertThat(Postgres.low().rows(UAT, "SELECT total FROM orders WHERE id = -7"))
                .containsExactly("77.00");
    }

    @Test
    void takesNoMoreSessionsAndNoMoreBytesThanAllowed() throws Exception {
        scenario.prd("throttle: {connections: 4, megabytes-per-second: 1}").parallel(4);
        long bytes = Long.parseLong(Postgres.high()
                .rows(PRD, "SELECT sum(length(filler)) FROM bulk")
                .get(0));
        long began = System.nanoTime();
        Slowed sync = Slowed.start(scenario).untilCopying();
        long[] most = {0};

        Slowed.until(() -> {
            most[0] = Math.max(
                    most[0],
                    Long.parseLong(Postgres.high()
                            .rows(
                                    "postgres",
                                    "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'penstock %' AND datname = '"
                                            + PRD + "'")
                            .get(0)));
            return sync.isOver();
        });

        sync.end();
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(most[0]).isBetween(1L, 4L);
        assertThat(bytes / 1e6 / seconds).as("megabytes per second").isLessThanOrEqualTo(1.5);
    }
}
