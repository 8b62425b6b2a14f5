package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The vendor's own tools, pg_dump and pg_restore: where they are and how they are run. */
final class Tools {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    private final Path directory;

    private Tools(Path directory) {
        this.directory = directory;
    }

    /**
     * The newest installed tools.
     *
     * @param majorVersion the newest server that they have to read
     */
    static Tools find(int majorVersion) {
        Path best = null;
        int bestVersion = 0;
        for (Path candidate : candidates()) {
            int version = version(candidate);
            if (version > bestVersion) {
                best = candidate;
                bestVersion = version;
            }
        }
        if (best == null) {
            throw new PenstockException(
                    DatabaseProblem.TOOL_MISSING,
                    "pg_dump and pg_restore are not installed on this machine.",
                    "Install the PostgreSQL client tools of version " + majorVersion
                            + " or newer (Debian: postgresql-client).");
        }
        if (bestVersion < majorVersion) {
            throw new PenstockException(
                    DatabaseProblem.TOOL_TOO_OLD,
                    "pg_dump is of version " + bestVersion + " and refuses a server of version " + majorVersion + ".",
                    "Install the PostgreSQL client tools of version " + majorVersion + " or newer.");
        }
        return new Tools(best);
    }

    /** Debian's pg_dump on the path is a script that starts the real one: the versioned folders come first and win at equal version. */
    private static List<Path> candidates() {
        List<Path> result = new ArrayList<>();
        for (String root : List.of("/usr/lib/postgresql", "/usr/local/lib/postgresql")) {
            if (Files.isDirectory(Path.of(root))) {
                try (DirectoryStream<Path> versions = Files.newDirectoryStream(Path.of(root))) {
                    versions.forEach(version -> result.add(version.resolve("bin")));
                } catch (IOException unreadable) {
                    // A folder that cannot be listed holds no tool that could be run.
                }
            }
        }
        String path = System.getenv("PATH");
        for (String entry : path == null ? new String[0] : path.split(":")) {
            if (!entry.isEmpty()) {
                result.add(Path.of(entry));
            }
        }
        result.removeIf(
                bin -> !Files.isExecutable(bin.resolve("pg_dump")) || !Files.isExecutable(bin.resolve("pg_restore")));
        return result;
    }

    private static int version(Path bin) {
        try {
            Process process = new ProcessBuilder(bin.resolve("pg_dump").toString(), "--version").start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = VERSION.matcher(said);
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Runs a tool to its end.
     *
     * @return what it wrote to its standard output
     */
    String run(String tool, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(directory.resolve(tool).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        @Nullable Process process = null;
        try {
            Path errors = Files.createTempFile("penstock", ".err");
            try {
                process = builder.redirectError(errors.toFile()).start();
                process.getOutputStream().close();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int exit = process.waitFor();
                if (exit != 0) {
                    throw failed(tool, exit, Files.readAllLines(errors, StandardCharsets.ISO_8859_1));
                }
                return output;
            } finally {
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new PenstockException(
                    DatabaseProblem.TOOL_FAILED,
                    tool + " could not be run: " + e.getMessage() + ".",
                    "Check the installation of the PostgreSQL client tools and the disk of this machine.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PenstockException(
                    DatabaseProblem.TOOL_FAILED, tool + " was interrupted.", "Run the command again.");
        } finally {
            if (process != null) {
                process.destroy();
            }
        }
    }

    /** Only the error's own line is passed on: the statement below it may hold values. */
    private static PenstockException failed(String tool, int exit, List<String> said) {
        String reason = said.stream()
                .filter(line -> line.contains("error:") || line.contains("FATAL:"))
                .findFirst()
                .orElse("exit code " + exit);
        return new PenstockException(
                DatabaseProblem.TOOL_FAILED,
                tool + " failed: " + reason.strip() + ".",
                "Mend what it names and run the command again; the target is as it was.");
    }
}
