package io.penstock.checks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Structures as pg_dump writes them: the oracle for "complete". */
final class Structures {

    private Structures() {}

    /** All lines of {@code pg_dump -s} without owners and grants, and without what differs from call to call. */
    static List<String> of(Postgres server, String database) throws IOException, InterruptedException {
        Path output = Files.createTempFile("structure", ".sql");
        ProcessBuilder builder = new ProcessBuilder(
                        "pg_dump",
                        "-s",
                        "--no-owner",
                        "--no-acl",
                        "--no-publications",
                        "--no-subscriptions",
                        "-f",
                        output.toString())
                .inheritIO();
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
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("pg_dump failed");
        }
        List<String> lines = Files.readString(output, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("\\") && !line.startsWith("-- Dumped"))
                .toList();
        Files.delete(output);
        return lines;
    }
}
