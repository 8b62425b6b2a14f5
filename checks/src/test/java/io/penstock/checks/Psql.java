package io.penstock.checks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs SQL files with psql, the vendor's own client. */
final class Psql {

    private Psql() {}

    /** Runs a file; stops at its first error. */
    static void run(Postgres server, String database, Path file) throws IOException, InterruptedException {
        run(server, database, file, true);
    }

    /** @param strict whether an error ends it; sample databases of older versions have statements that newer ones refuse */
    static void run(Postgres server, String database, Path file, boolean strict)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "psql", "-q", "-X", "-v", "ON_ERROR_STOP=" + (strict ? 1 : 0), "-f", file.toString());
        builder.environment()
                .putAll(Map.of(
                        "PGHOST",
                        "127.0.0.1",
                        "PGPORT",
                        Integer.toString(server.port()),
                        "PGUSER",
                        Postgres.USER,
                        "PGDATABASE",
                        database));
        Path log = Files.createTempFile("psql", ".log");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(log, StandardCharsets.UTF_8));
        }
        Files.delete(log);
    }
}
