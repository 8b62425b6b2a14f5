package io.penstock.run;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The records of all runs: a directory for each in the store directory, with its state and its reports. Safe for several processes. */
public final class Journal {

    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String STATE = "run.properties";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Makes the report of an ended run, and keeps it. */
    @FunctionalInterface
    public interface Report<T> {
        /** @param problems why it ended early; empty when it is done */
        T keep(Run ended, List<String> problems);
    }

    private final Path runs;
    private volatile RunListener listener = RunListener.NONE;

    /** @param store the store directory of the landscape; made when the first run begins */
    public Journal(Path store) {
        this.runs = store.resolve("runs");
    }

    /** Has somebody hear of all runs from now on. */
    public void tell(RunListener hearer) {
        listener = hearer;
    }

    /** Begins the record of a run. */
    public Run begin(String command, String startedBy) {
        Instant now = Instant.now();
        String id = ID_TIME.format(now) + "-" + String.format("%04x", RANDOM.nextInt(0x10000));
        Run run = new Run(
                id,
                command,
                startedBy,
                now,
                null,
                new RunState.Running(),
                ProcessHandle.current().pid());
        save(run);
        listener.began(run);
        return run;
    }

    /** Ends the record of a run. */
    public Run end(Run run, RunState state) {
        Run ended = record(run, state);
        tellEnded(ended, List.of());
        return ended;
    }

    private void tellEnded(Run ended, List<String> problems) {
        listener.ended(ended, problems, read(ended, "report.txt").orElse(""));
    }

    private Run record(Run run, RunState state) {
        Run ended = new Run(run.id(), run.command(), run.startedBy(), run.began(), Instant.now(), state, run.pid());
        save(ended);
        return ended;
    }

    /**
     * Does the work of a run, ends its record as the work ended, and has its report made in any case.
     *
     * @return the report
     * @throws PenstockException what the work threw; a report that cannot be kept beside a failure is suppressed by it
     */
    public <T> T conduct(Run run, Runnable work, Report<T> report) {
        try {
            work.run();
            Run ended = record(run, new RunState.Done());
            T kept = report.keep(ended, List.of());
            tellEnded(ended, List.of());
            return kept;
        } catch (PenstockException e) {
            List<String> problems = e.problems().stream().map(Object::toString).toList();
            endEarly(run, e.outcome(), problems, report, e);
            throw e;
        } catch (RuntimeException | Error e) {
            endEarly(run, Outcome.FAILED, List.of(e.getClass().getSimpleName()), report, e);
            throw e;
        }
    }

    private <T> void endEarly(Run run, Outcome outcome, List<String> problems, Report<T> report, Throwable failure) {
        Run ended = record(run, new RunState.Ended(outcome));
        try {
            report.keep(ended, problems);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        tellEnded(ended, problems);
    }

    /** Keeps a document of a run, such as {@code report.html}. */
    public void keep(Run run, String name, String content) {
        write(runs.resolve(run.id()), name, content);
    }

    /** A kept document of a run; empty when it has none of this name. */
    public Optional<String> read(Run run, String name) {
        Path document = path(run, name);
        try {
            return Files.isRegularFile(document) ? Optional.of(Files.readString(document)) : Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Where the documents of a run are kept. */
    public Path directory(Run run) {
        return runs.resolve(run.id());
    }

    /** Where a document of a run is kept. */
    public Path path(Run run, String name) {
        return runs.resolve(run.id()).resolve(name);
    }

    /** The kept reports of a run, sorted by name. */
    public List<Path> documents(Run run) {
        List<Path> documents = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(runs.resolve(run.id()), "report.*")) {
            files.forEach(documents::add);
        } catch (IOException e) {
            throw unusable(e);
        }
        documents.sort(Comparator.naturalOrder());
        return documents;
    }

    /** All runs, newest first. */
    public List<Run> list() {
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
        result.sort(Comparator.comparing(Run::began).thenComparing(Run::id).reversed());
        return result;
    }

    /**
     * The run with this id, or the only one whose id begins so.
     *
     * @throws PenstockException RUN-UNKNOWN
     */
    public Run find(String id) {
        List<Run> matching =
                list().stream().filter(run -> run.id().startsWith(id)).toList();
        if (matching.size() != 1) {
            throw new PenstockException(
                    RunProblem.RUN_UNKNOWN,
                    (matching.isEmpty() ? "There is no run '" : "There is more than one run '") + id + "'.",
                    "See penstock runs list.");
        }
        return matching.get(0);
    }

    /** Whether the run with this id has ended without ending its record, or has no record at all. */
    public boolean isDead(String id) {
        return list().stream().noneMatch(run -> run.id().equals(id) && run.state() instanceof RunState.Running);
    }

    private void save(Run run) {
        Properties properties = new Properties();
        properties.setProperty("id", run.id());
        properties.setProperty("command", run.command());
        properties.setProperty("started-by", run.startedBy());
        properties.setProperty("began", run.began().toString());
        if (run.ended() != null) {
            properties.setProperty("ended", run.ended().toString());
        }
        properties.setProperty("state", run.state().label());
        properties.setProperty("pid", Long.toString(run.pid()));
        properties.setProperty("host", host());
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
        write(runs.resolve(run.id()), STATE, text.toString());
    }

    private Optional<Run> load(Path directory) throws IOException {
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
        boolean here = host().equals(properties.getProperty("host"));
        return new Run(
                properties.getProperty("id", ""),
                properties.getProperty("command", ""),
                properties.getProperty("started-by", ""),
                Instant.parse(properties.getProperty("began", Instant.EPOCH.toString())),
                ended == null ? null : Instant.parse(ended),
                state(properties.getProperty("state", "died"), here, pid),
                pid);
    }

    private static RunState state(String label, boolean here, long pid) {
        if (label.equals("running")) {
            boolean gone = here && ProcessHandle.of(pid).isEmpty();
            return gone ? new RunState.Died() : new RunState.Running();
        }
        if (label.equals("done")) {
            return new RunState.Done();
        }
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().toLowerCase(Locale.ROOT).equals(label)) {
                return new RunState.Ended(outcome);
            }
        }
        return new RunState.Died();
    }

    private void write(Path directory, String name, String content) {
        try {
            Files.createDirectories(directory);
            Path whole = Files.createTempFile(directory, name, ".new");
            Files.writeString(whole, content);
            Files.move(
                    whole,
                    directory.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private PenstockException unusable(IOException e) {
        return new PenstockException(
                RunProblem.STORE_UNUSABLE,
                "The records of runs in " + runs + " cannot be used: "
                        + e.getClass().getSimpleName() + " " + e.getMessage() + ".",
                "Check store-directory in penstock.yaml, its rights and its disk.",
                e);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
