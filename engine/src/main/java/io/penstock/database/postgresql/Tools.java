package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The vendor's own tools, pg_dump and pg_restore: where they are and how they are run. */
final class Tools {

    /** A parameter that tools of version 17 and newer set first of all, and older servers do not know. */
    private static final String UNKNOWN_PARAMETER = "unrecognized configuration parameter \"transaction_timeout\"";

    private static final int KNOWN_SINCE = 17;

    private final Path directory;
    private final int version;

    Tools(Path directory, int version) {
        this.directory = directory;
        this.version = version;
    }

    /** @param majorVersion the newest server that they have to read */
    static Tools find(int majorVersion) {
        return ToolSearch.onThisMachine().find(majorVersion);
    }

    int version() {
        return version;
    }

    /**
     * Runs pg_restore into a database.
     *
     * @param majorVersion that of the database's server
     */
    void restore(Map<String, String> environment, List<String> arguments, int majorVersion) {
        if (version < KNOWN_SINCE || majorVersion >= KNOWN_SINCE) {
            List<String> strict = new ArrayList<>(List.of("--exit-on-error"));
            strict.addAll(arguments);
            run("pg_restore", environment, strict);
        } else {
            run("pg_restore", environment, arguments, line -> line.endsWith(UNKNOWN_PARAMETER));
        }
    }

    /**
     * Runs a tool to its end.
     *
     * @return what it wrote to its standard output
     */
    String run(String tool, Map<String, String> environment, List<String> arguments) {
        return run(tool, environment, arguments, line -> false);
    }

    /** @param harmless the errors that a tool may end with */
    private String run(
            String tool, Map<String, String> environment, List<String> arguments, Predicate<String> harmless) {
        List<String> command = new ArrayList<>();
        command.add(directory.resolve(tool).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        @Nullable Process process = null;
        try {
            process = builder.start();
            process.getOutputStream().close();
            Errors errors = new Errors(process.getErrorStream());
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                List<String> said = errors.await();
                List<String> serious =
                        said.stream().filter(line -> !harmless.test(line)).toList();
                if (!serious.isEmpty() || said.stream().noneMatch(harmless)) {
                    throw failed(tool, exit, serious);
                }
            }
            return output;
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

    /** What a tool complains about, read beside its output, since a full pipe would stop it. */
    private static final class Errors implements Runnable {

        private static final int LINES = 1000;

        private final InputStream said;
        private final List<String> lines = new ArrayList<>();
        private final Thread reader = new Thread(this, "penstock-tool-errors");

        Errors(InputStream said) {
            this.said = said;
            reader.setDaemon(true);
            reader.start();
        }

        @Override
        public void run() {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(said, StandardCharsets.ISO_8859_1))) {
                for (String line = text.readLine(); line != null; line = text.readLine()) {
                    if (lines.size() < LINES && (line.contains("error:") || line.contains("FATAL:"))) {
                        lines.add(line);
                    }
                }
            } catch (IOException e) {
                // The tool was ended: its exit code says the rest.
            }
        }

        List<String> await() throws InterruptedException {
            reader.join();
            return lines;
        }
    }

    /** Only the error's own line is passed on: the statement below it may hold values. */
    private static PenstockException failed(String tool, int exit, List<String> errors) {
        if (errors.stream().anyMatch(line -> line.contains(Failures.RECOVERY_CONFLICT))) {
            return Failures.ofRecovery(tool + " failed: " + errors.get(0).strip() + ".");
        }
        String reason = errors.isEmpty() ? "exit code " + exit : errors.get(0).strip();
        return new PenstockException(
                DatabaseProblem.TOOL_FAILED,
                tool + " failed: " + reason + ".",
                "Mend what it names and run the command again; the target is as it was.");
    }
}
