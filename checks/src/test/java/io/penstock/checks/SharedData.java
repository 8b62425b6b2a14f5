package io.penstock.checks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Real databases that lie beside the project, in {@code ../shared/data}; the project does not contain them. */
final class SharedData {

    private SharedData() {}

    /** The folder of one of them; without it the test is skipped and says so. */
    static Path require(String name) {
        Path directory = Path.of("")
                .toAbsolutePath()
                .resolve("../../shared/data")
                .resolve(name)
                .normalize();
        assumeTrue(
                Files.isDirectory(directory),
                "skipped: the sample database " + name + " does not lie in shared/data beside the project");
        return directory;
    }

    /** Runs SQL files with psql. */
    static void load(Postgres server, String database, List<Path> files) {
        for (Path file : files) {
            try {
                ProcessBuilder builder =
                        new ProcessBuilder("psql", "-q", "-X", "-v", "ON_ERROR_STOP=0", "-f", file.toString());
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
                Process process = builder.redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
                int exit = process.waitFor();
                if (exit != 0) {
                    throw new IllegalStateException(Files.readString(log, StandardCharsets.UTF_8));
                }
                Files.delete(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
