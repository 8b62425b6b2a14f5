package io.penstock.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.database.postgresql.PostgresDialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of a database from lock to undo, on servers of other versions than the usual one. */
@Tag("postgresql-14")
class PostgresVersionsTest {

    @ParameterizedTest(name = "on PostgreSQL {0}")
    @ValueSource(ints = {14, 16, 17, 18})
    void copiesProvesSwapsAndPutsBack(int version) throws Exception {
        try (EmbeddedPostgres server = PostgresVersion.start(version)) {
            TestDatabase prd = on(server, "prd");
            TestDatabase uat = on(server, "uat");
            on(server, "postgres").run("CREATE DATABASE prd", "CREATE DATABASE uat");
            prd.run(
                    "CREATE TABLE city (id int PRIMARY KEY, name text NOT NULL UNIQUE)",
                    "CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text, city int REFERENCES city,"
                            + " papers jsonb, shout text GENERATED ALWAYS AS (upper(email)) STORED)",
                    "CREATE INDEX ON person (email)",
                    "CREATE MATERIALIZED VIEW people AS SELECT city, count(*) FROM person GROUP BY city",
                    "INSERT INTO city SELECT i, 'city ' || i FROM generate_series(1, 50) i",
                    "INSERT INTO person (email, city, papers) SELECT 'p' || i || '@real.example', i % 50 + 1, '{\"a\": 1}' FROM generate_series(1, 500) i",
                    "REFRESH MATERIALIZED VIEW people");
            uat.run("CREATE TABLE former AS SELECT 1 AS one");
            TableRule disguised = new TableRule.Rewritten(TestRewriter.of(fields -> fields[0] = "disguised", "email"));

            try (TestCopy copy = new TestCopy(new PostgresDialect(Path.of("target", "temporary")), prd, uat)
                    .with("person", disguised)) {
                assertThat(copy.source.facts().majorVersion()).isEqualTo(version);
                copy.whole();
                assertThat(copy.readBack("person")).isEqualTo(copy.summed("person"));
                assertThat(copy.readBack("city")).isEqualTo(copy.summed("city"));
                copy.swap("run1", 1);
            }

            assertThat(uat.rows("SELECT DISTINCT email, shout FROM person")).containsExactly("disguised|DISGUISED");
            String rows = "SELECT id, city, papers FROM person ORDER BY id";
            assertThat(uat.rows(rows)).isEqualTo(prd.rows(rows));
            assertThat(uat.rows("SELECT * FROM people ORDER BY 1"))
                    .isEqualTo(prd.rows("SELECT * FROM people ORDER BY 1"));
            assertThat(uat.rows("INSERT INTO person (email) VALUES ('new') RETURNING id"))
                    .containsExactly("501");
            try (Database database = uat.open(new PostgresDialect(Path.of("target", "temporary")))) {
                assertThat(database.marker().flatMap(Marker::sealed)).isPresent();
                try (TargetLock lock = database.lock("test run")) {
                    lock.undoing("run1").make(List.of());
                }
            }
            assertThat(uat.rows("SELECT one FROM former")).isEqualTo(List.of("1"));
        }
    }

    private static TestDatabase on(EmbeddedPostgres server, String name) {
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
        return new TestDatabase(url, url, "postgres", "postgres");
    }
}
