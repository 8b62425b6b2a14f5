package io.penstock.run;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The directory of each run, with its reports and a note of how it ended, which tells of it when the store cannot. Safe for several processes. */
final class RunFiles {

    private static final String STATE = "run.properties";

    private final Path runs;

    RunFiles(Path runs) {
        this.runs = runs;
    }

    Path directory(Run run) {
        return runs.resolve(run.id());
    }

    /** The kept reports, sorted by name. */
    List<Path> documents(Run run) {
        List<Path> documents = new ArrayList<>();
        if (Files.isDirectory(directory(run))) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory(run), "report.*")) {
                found.forEach(documents::add);
            } catch (IOException e) {
                throw unusable(e);
            }
        }
        documents.sort(Comparator.naturalOrder());
        return documents;
    }

    void save(Run run) {
        Properties properties = new Properties();
        properties.setProperty("id", run.id());
        properties.setProperty("command", run.command());
        properties.setProperty("environment", run.environment());
        properties.setProperty("started-by", run.startedBy());
        properties.setProperty("began", run.began().toString());
        if (run.ended() != null) {
            properties.setProperty("ended", run.ended().toString());
        }
        properties.setProperty("state", run.state().label());
        properties.setProperty("pid", Long.toString(run.pid()));
        properties.setProperty("host", run.host());
        StringBuilder text = new StringBuilder();
        properties.stringPropertyNames().stream()
                .sorted()
                .forEach(key -> text.append(key)
                        .append('=')
                        .append(properties
                                .getProperty(key)
                                .replace("\\", "\\\\")
                                .replace("\n", " "))
                        .append('\n'));
        write(run, STATE, text.toString());
    }

    List<Run> list() {
        List<Run> result = new ArrayList<>();
        if (Files.isDirectory(runs)) {
            try (DirectoryStream<Path> directories = Files.newDirectoryStream(runs)) {
                for (Path directory : directories) {
                    load(directory).ifPresent(result::add);
                }
            } catch (IOException e) {
                throw unusable(e);
            }
        }
        return result;
    }

    private static Optional<Run> load(Path directory) throws IOException {
        Path file = directory.resolve(STATE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        try {
            return Optional.of(run(properties));
        } catch (DateTimeException | NumberFormatException e) {
            // What is no record, or a damaged one, must not hide the others.
            return Optional.empty();
        }
    }

    private static Run run(Properties properties) {
        @Nullable String ended = properties.getProperty("ended");
        long pid = Long.parseLong(properties.getProperty("pid", "0"));
        String host = properties.getProperty("host", "");
        return new Run(
                properties.getProperty("id", ""),
                properties.getProperty("command", ""),
                properties.getProperty("environment", ""),
                properties.getProperty("started-by", ""),
                Instant.parse(properties.getProperty("began", Instant.EPOCH.toString())),
                ended == null ? null : Instant.parse(ended),
                RunState.of(properties.getProperty("state", "died"), ProcessHost.isGone(host, pid)),
                host,
                pid);
    }

    /** Writes a document of a run; a reader sees the whole of it or none. */
    void write(Run run, String name, String content) {
        try {
            Path directory = Files.createDirectories(directory(run));
            Path whole = Files.createTempFile(directory, name, ".new");
            try {
                Files.writeString(whole, content);
                Files.move(
                        whole,
                        directory.resolve(name),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                // It is still there where the disk was full.
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    PenstockException unusable(IOException e) {
        return new PenstockException(
                RunProblem.STORE_UNUSABLE,
                "The records of runs in " + runs + " cannot be used: "
                        + e.getClass().getSimpleName() + " " + e.getMessage() + ".",
                "Check store-directory in penstock.yaml, its rights and its disk.",
                e);
    }
}
