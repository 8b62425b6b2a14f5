package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Penstock;
import io.penstock.files.FileListener;
import io.penstock.run.Progress;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncReport;
import io.penstock.sync.SyncRequest;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sample databases, refreshed from one server to another. */
@Tag("postgresql")
class SampleDatabaseTest {

    @TempDir
    Path directory;

    @Test
    void refreshesSakila() throws Exception {
        Path data = SharedData.require("sakila");
        List<Path> files = List.of(data.resolve("postgresql-schema.sql"), data.resolve("postgresql-data.sql"));
        Penstock penstock = landscape("sakila", files);

        SyncReport report = sync(penstock);

        assertThat(report.state()).isEqualTo("done");
        assertThat(Structures.of(Postgres.low(), "sakila")).isEqualTo(Structures.of(Postgres.high(), "sakila"));
        assertThat(counts(Postgres.low(), "sakila")).isEqualTo(counts(Postgres.high(), "sakila"));
        assertThat(common("sakila", "SELECT email FROM customer UNION SELECT email FROM staff"))
                .isEmpty();
        assertThat(common("sakila", "SELECT phone FROM address WHERE btrim(phone) <> ''"))
                .isEmpty();
        assertThat(common("sakila", "SELECT customer_id, last_name FROM customer"))
                .hasSizeLessThan(10);
        assertThat(common("sakila", "SELECT address_id, address FROM address")).hasSizeLessThan(10);
        String sequences = "SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 1, 2";
        assertThat(Postgres.low().rows("sakila", sequences))
                .isEqualTo(Postgres.high().rows("sakila", sequences));

        String people = "SELECT * FROM customer ORDER BY customer_id";
        List<String> first = Postgres.low().rows("sakila", people);
        Postgres.low().run("sakila", "CREATE TABLE made_by_testers AS SELECT 1 AS one");
        sync(penstock);
        assertThat(Postgres.low().rows("sakila", people)).isEqualTo(first);
        assertThat(Postgres.low().rows("sakila", "SELECT to_regclass('made_by_testers')"))
                .containsExactly("null");

        penstock.undo("uat", "a test");
        assertThat(Postgres.low().rows("sakila", "SELECT one FROM made_by_testers"))
                .containsExactly("1");
    }

    @Test
    void refreshesNorthwind() throws Exception {
        Path data = SharedData.require("northwind");
        Penstock penstock = landscape("northwind", List.of(data.resolve("postgresql.sql")));

        SyncReport report = sync(penstock);

        assertThat(report.state()).isEqualTo("done");
        assertThat(Structures.of(Postgres.low(), "northwind")).isEqualTo(Structures.of(Postgres.high(), "northwind"));
        assertThat(counts(Postgres.low(), "northwind")).isEqualTo(counts(Postgres.high(), "northwind"));
        assertThat(common("northwind", "SELECT phone FROM customers UNION SELECT home_phone FROM employees"))
                .isEmpty();
        assertThat(common("northwind", "SELECT employee_id, last_name, first_name FROM employees"))
                .isEmpty();
        assertThat(common("northwind", "SELECT customer_id, contact_name FROM customers"))
                .hasSizeLessThan(3);
    }

    private Penstock landscape(String name, List<Path> files) throws Exception {
        Postgres.high().create(name);
        Postgres.low().create(name);
        for (Path file : files) {
            Psql.run(Postgres.high(), name, file, false);
        }
        Files.writeString(directory.resolve("penstock.yaml"), """
                landscape: acme
                environments:
                  - name: prd
                    role: production
                    clusters:
                      live: {database: {url: "%s", user: postgres}}
                  - name: uat
                    role: test
                    clusters:
                      live: {database: {url: "%s", user: postgres}}
                pseudonym-key: "bm90IGEgc2VjcmV0OiBhIGtleSBvZiBhIHRlc3QgYWxvbmU="
                """.formatted(
                        Postgres.high().url(name), Postgres.low().url(name)));
        try (InputStream map = SampleDatabaseTest.class.getResourceAsStream(name + ".personal-data.yaml")) {
            Files.copy(Objects.requireNonNull(map), directory.resolve("personal-data.yaml"));
        }
        return Penstock.open(directory.resolve("penstock.yaml"), Map.of());
    }

    private static SyncReport sync(Penstock penstock) {
        try (PreparedSync prepared = penstock.plan(SyncRequest.of("prd", "uat", true, "a test"), FileListener.NONE)) {
            return penstock.sync(prepared, new Progress());
        }
    }

    /** The rows of a query that both databases give. */
    private static List<String> common(String database, String query) throws SQLException {
        List<String> both = new ArrayList<>(Postgres.high().rows(database, query));
        both.removeIf(row -> row.equals("null"));
        both.retainAll(Postgres.low().rows(database, query));
        return both;
    }

    private static List<String> counts(Postgres server, String database) throws SQLException {
        List<String> tables = server.rows(
                database,
                "SELECT c.oid::regclass FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname COLLATE \"C\"");
        List<String> counts = new ArrayList<>();
        for (String table : tables) {
            counts.add(table + " " + server.rows(database, "SELECT count(*) FROM ONLY " + table));
        }
        return counts;
    }
}
