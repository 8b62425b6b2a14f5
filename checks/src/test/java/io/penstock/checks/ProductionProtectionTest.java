package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
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
    void takesNoMoreBytesThanAllowed() throws Exception {
        scenario.prd("throttle: {megabytes-per-second: 1}").parallel(4);
        long bytes = Long.parseLong(Postgres.high()
                .rows(PRD, "SELECT sum(length(filler)) FROM bulk")
                .get(0));
        long began = System.nanoTime();

        scenario.sync();

        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(bytes / 1e6 / seconds).as("megabytes per second").isLessThanOrEqualTo(1.5);
    }

    @Test
    void makesDoWithTwoSessions() throws Exception {
        scenario.prd("throttle: {connections: 2, megabytes-per-second: 2}").parallel(4);

        assertThat(mostSessions()).isEqualTo(2);
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM bulk")).containsExactly("2000");
    }

    @Test
    void makesDoWithThreeSessionsForTwoDatabases() throws Exception {
        String edit = "protected_prd_edit";
        String below = "protected_uat_edit";
        Shop.create(Postgres.high(), edit);
        Shop.grow(Postgres.high(), edit, 1);
        Postgres.low().create(below);
        scenario.edit(
                        Scenario.database(Postgres.high().url(edit), "user: postgres"),
                        Scenario.database(Postgres.low().url(below), "user: postgres"))
                .prd("throttle: {connections: 3, megabytes-per-second: 2}")
                .parallel(4);

        assertThat(mostSessions()).isEqualTo(3);
    }

    /** Syncs, and gives the most sessions that the source's server had for it at once, but for moments in which one ends as another begins. */
    private long mostSessions() throws Exception {
        Slowed sync = Slowed.start(scenario);
        long most = 0;
        try (Connection connection = Postgres.high().connect("postgres");
                PreparedStatement count = connection.prepareStatement(
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'penstock %' AND datname LIKE 'protected%'")) {
            Deque<Long> last = new ArrayDeque<>();
            while (!sync.isOver()) {
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    last.add(row.getLong(1));
                }
                if (last.size() > 20) {
                    last.remove();
                    most = Math.max(most, Collections.min(last));
                }
            }
        }
        sync.end();
        return most;
    }
}
