package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.examples.ShopEnvironment;
import io.penstock.examples.Vendor;
import io.penstock.sync.SyncReport;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * For how long a client of the target notices a refresh. The shop is small, or as large as the system property {@code penstock.downtime.scale} says: 95 makes 1 GB, and takes minutes.
 */
@Tag("postgresql")
class DowntimeTest {

    private static final int SCALE = Integer.getInteger("penstock.downtime.scale", 1);
    private static final String PRD = "downtime_prd";
    private static final String UAT = "downtime_uat";

    @TempDir
    Path directory;

    @Test
    void aClientOfTheTargetIsServedButForSeconds() throws Exception {
        Postgres.high().create(PRD);
        Postgres.low().create(UAT);
        try (Connection connection = Postgres.high().connect(PRD)) {
            io.penstock.examples.Shop.create(connection, Vendor.POSTGRESQL, ShopEnvironment.PRD_EDIT, SCALE, 1);
        }
        Postgres.low().run(UAT, "CREATE TABLE customer AS SELECT 1 AS customer_no");
        Shop.mark(Postgres.low(), UAT, "acme/uat/live");
        Scenario scenario = new Scenario(
                        directory, Postgres.high().url(PRD), Postgres.low().url(UAT))
                .uat("lifecycle: {stop-application: {command: [\"true\"]}, start-application: {command: [\"true\"]}}")
                .map(map());

        Patience client = Patience.asking(Postgres.low(), UAT, "SELECT count(*) FROM customer");
        SyncReport report = scenario.sync();
        client.end();

        String figures = String.format(
                "%s of %s; %.1f s for the refresh, %.2f s with the application stopped; the client asked %d times, %d in vain, the longest time between two answers was %.2f s",
                Postgres.low().rows("postgres", "SELECT pg_size_pretty(pg_database_size('" + UAT + "'))"),
                UAT,
                report.seconds(),
                report.downtime(),
                client.asked(),
                client.failed(),
                client.longestSeconds());
        System.out.println(figures);
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM customer")).doesNotContain("1");
        assertThat(client.asked()).as(figures).isGreaterThan(1);
        assertThat(client.longestSeconds()).as(figures).isLessThan(5);
        assertThat(report.downtime()).as(figures).isNotNull().isLessThan(5);
    }

    private static String map() throws Exception {
        try (InputStream stream = io.penstock.examples.Shop.class.getResourceAsStream("personal-data.yaml")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
