package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for pg_dump and pg_restore where packages of several versions put them, and on the path. */
final class ToolSearch {

    /** Each holds a folder for each version, which has the tools in {@code bin}. */
    private static final List<Path> ROOTS =
            List.of(Path.of("/usr/lib/postgresql"), Path.of("/usr/local/lib/postgresql"));

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final long LONGEST_SECONDS = 10;

    private final List<Path> roots;
    private final String path;

    ToolSearch(List<Path> roots, String path) {
        this.roots = roots;
        this.path = path;
    }

    static ToolSearch onThisMachine() {
        String path = System.getenv("PATH");
        return new ToolSearch(ROOTS, path == null ? "" : path);
    }

    /**
     * The oldest tools that will do: those of a newer version may write what an older server does not understand.
     *
     * @param majorVersion the newest server that they have to read
     */
    Tools find(int majorVersion) {
        Tools best = null;
        int newest = 0;
        for (Path candidate : candidates()) {
            int version = version(candidate);
            newest = Math.max(newest, version);
            if (version >= majorVersion && (best == null || version < best.version())) {
                best = new Tools(candidate, version);
            }
        }
        if (best != null) {
            return best;
        }
        if (newest == 0) {
            throw new PenstockException(
                    DatabaseProblem.TOOL_MISSING,
                    "pg_dump and pg_restore are not installed on this machine, or do not run.",
                    "Install the PostgreSQL client tools of version " + majorVersion
                            + " or newer (Debian: postgresql-client), or add their directory to the PATH.");
        }
        throw new PenstockException(
                DatabaseProblem.TOOL_TOO_OLD,
                "pg_dump is of version " + newest + " and refuses a server of version " + majorVersion + ".",
                "Install the PostgreSQL client tools of version " + majorVersion
                        + " or newer beside it, or add their directory to the PATH.");
    }

    /** Debian's pg_dump on the path is a script that starts the real one: the versioned folders come first and win at equal version. */
    private Set<Path> candidates() {
        Set<Path> result = new LinkedHashSet<>();
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                try (DirectoryStream<Path> versions = Files.newDirectoryStream(root)) {
                    versions.forEach(version -> result.add(version.resolve("bin")));
                } catch (IOException unreadable) {
                    // A folder that cannot be listed holds no tool that could be run.
                }
            }
        }
        for (String entry : path.split(":")) {
            if (!entry.isEmpty()) {
                result.add(Path.of(entry));
            }
        }
        result.removeIf(
                bin -> !Files.isExecutable(bin.resolve("pg_dump")) || !Files.isExecutable(bin.resolve("pg_restore")));
        return result;
    }

    private static int version(Path bin) {
        return Math.min(version(bin, "pg_dump"), version(bin, "pg_restore"));
    }

    /** What a tool says of itself; 0 for one that does not run. */
    private static int version(Path bin, String tool) {
        Process process = null;
        try {
            process = new ProcessBuilder(bin.resolve(tool).toString(), "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            // It says one line, which fits into the pipe: it ends without being read.
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return 0;
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = VERSION.matcher(said);
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
