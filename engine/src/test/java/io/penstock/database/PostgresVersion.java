package io.penstock.database;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Servers of several major versions. */
final class PostgresVersion {

    /** The version that tests run on; {@code -Dpenstock.postgresql=18} lets the contract run on another one. */
    static final int USUAL = Integer.getInteger("penstock.postgresql", 15);

    private PostgresVersion() {}

    /** Starts a server; skips the test where pg_dump of this machine refuses such a one. */
    static EmbeddedPostgres start(int majorVersion) throws IOException {
        assumeTrue(newestTools() >= majorVersion, "pg_dump of this machine refuses PostgreSQL " + majorVersion);
        // The build lays other versions than the usual one there.
        Path binaries = Path.of("target/servers", Integer.toString(majorVersion), "postgres-linux-x86_64.txz");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        if (Files.exists(binaries)) {
            builder.setPgBinaryResolver((system, processor) -> Files.newInputStream(binaries));
        }
        return builder.start();
    }

    private static int newestTools() throws IOException {
        Process process = new ProcessBuilder("pg_dump", "--version").start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Integer.parseInt(said.replaceFirst("(?s).*\\(PostgreSQL\\) (\\d+).*", "$1"));
    }
}
