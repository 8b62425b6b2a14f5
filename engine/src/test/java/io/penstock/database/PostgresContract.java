package io.penstock.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.penstock.database.postgresql.PostgresDialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What PostgreSQL of one version does, on a server of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PostgresContract extends DialectContract {

    private final int majorVersion;
    private @Nullable EmbeddedPostgres server;
    private int databases;

    PostgresContract(int majorVersion) {
        this.majorVersion = majorVersion;
    }

    @BeforeAll
    void start() throws IOException {
        assumeThat(newestTools())
                .as("pg_dump of this machine refuses PostgreSQL " + majorVersion)
                .isGreaterThanOrEqualTo(majorVersion);
        Path binaries = Path.of("target/servers", majorVersion + "", "postgres-linux-x86_64.txz");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        if (Files.exists(binaries)) {
            builder.setPgBinaryResolver((system, processor) -> Files.newInputStream(binaries));
        }
        server = builder.start();
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static int newestTools() throws IOException {
        Process process = new ProcessBuilder("pg_dump", "--version").start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Integer.parseInt(said.replaceFirst("(?s).*\\(PostgreSQL\\) (\\d+).*", "$1"));
    }

    @Test
    void runsOnThisVersion() {
        try (Database database = named("postgres").open(dialect())) {
            assertThat(database.facts().majorVersion()).isEqualTo(majorVersion);
        }
    }

    private int port() {
        EmbeddedPostgres running = server;
        if (running == null) {
            throw new IllegalStateException("the server is not running");
        }
        return running.getPort();
    }

    private TestDatabase named(String name) {
        return new TestDatabase(
                "jdbc:postgresql://localhost:" + port() + "/" + name,
                "jdbc:postgresql://127.0.0.1:" + port() + "/" + name + "?connectTimeout=20",
                "postgres",
                "postgres");
    }

    @Override
    Dialect dialect() {
        return new PostgresDialect(Path.of("target", "temporary"));
    }

    @Override
    TestDatabase fresh() throws SQLException {
        String name = "contract" + ++databases;
        named("postgres").run("CREATE DATABASE " + name);
        return named(name);
    }

    @Override
    TestDatabase missing() {
        return named("no_such_database");
    }

    @Override
    String schema() {
        return "public";
    }

    @Override
    String binaryType() {
        return "BYTEA";
    }

    @Override
    String computed(String expression) {
        return "GENERATED ALWAYS AS (" + expression + ") STORED";
    }

    @Override
    String json(String document) {
        return "'" + document + "'::json";
    }

    @Override
    String nextValue(String sequence) {
        return "SELECT nextval('\"" + sequence + "\"')";
    }

    @Override
    Connection shadowOf(TestDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url() + "_penstock_shadow", database.user(), database.password());
    }

    @Override
    void plantLeftovers(TestDatabase database) throws SQLException {
        named("postgres").run("CREATE DATABASE " + name(database) + "_penstock_shadow");
    }

    @Override
    List<String> siblings(TestDatabase database) throws SQLException {
        return named("postgres")
                .rows("SELECT datname FROM pg_database WHERE datname LIKE '" + name(database) + "\\_penstock%'");
    }

    private static String name(TestDatabase database) {
        return database.url().substring(database.url().lastIndexOf('/') + 1);
    }
}
