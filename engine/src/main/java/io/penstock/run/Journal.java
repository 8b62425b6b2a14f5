package io.penstock.run;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.database.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The records of all runs: rows of the store, and beside it a directory for each with its reports. Safe for several processes. */
public final class Journal {

    /** Makes the report of an ended run, and keeps it. */
    @FunctionalInterface
    public interface Report<T> {
        /** @param problems why it ended early; empty when it is done */
        T keep(Run ended, List<String> problems);
    }

    private final RunFiles files;
    private final @Nullable RunStore store;
    private @Nullable StoreOpening opening;
    private volatile @Nullable Run newest;
    private volatile RunListener listener = RunListener.NONE;
    private final Recorders recorders = new Recorders();

    /** A journal of files alone, for one process. */
    public Journal(Path directory) {
        this(directory, null);
    }

    /** A journal of files and a store, in the store directory of the landscape, which is made when the first run begins. */
    public Journal(Path directory, @Nullable StoreLocation location) {
        this.files = new RunFiles(directory.resolve("runs"));
        this.store = location == null ? null : new RunStore(location);
    }

    /** Has somebody hear of all runs from now on, beside those who do already. */
    public void tell(RunListener hearer) {
        listener = listener.and(hearer);
    }

    /** Opens the store ahead of the first run; what fails then fails again when the run begins. */
    public synchronized void open() {
        if (store != null && opening == null) {
            opening = new StoreOpening(store);
        }
    }

    /** Begins the record of a run that tells nothing of its progress and is brought to its end whoever asks it to stop. */
    public Run begin(String command, String environment, String startedBy) {
        return begin(command, environment, startedBy, new Progress());
    }

    /**
     * Begins the record of a run, which follows its progress, and ends it when a person asks for it.
     *
     * @throws PenstockException ENVIRONMENT-BUSY when another run works on the environment
     */
    public Run begin(String command, String environment, String startedBy, Progress progress) {
        Instant now = Instant.now();
        Run run = new Run(
                RunIds.make(now),
                command,
                environment,
                startedBy,
                now,
                null,
                new RunState.Running(),
                ProcessHost.NAME,
                ProcessHandle.current().pid());
        return begun(run, store == null ? null : store.begin(run), progress, listener::began);
    }

    private Run begun(Run run, @Nullable Claim claim, Progress progress, Consumer<Run> told) {
        if (store != null && claim != null) {
            recorders.start(store, run, claim, progress);
        }
        files.save(run);
        newest = run;
        told.accept(run);
        return run;
    }

    /**
     * Takes up the newest run of an environment, if it did the same and its process died: it goes on as the same run.
     *
     * @throws PenstockException ENVIRONMENT-BUSY when a run works on the environment
     */
    public Optional<Run> takeUp(String command, String environment, Progress progress) {
        return store == null
                ? Optional.empty()
                : resumable(environment)
                        .filter(run -> run.command().equals(command))
                        .map(run -> run.takenUp(
                                ProcessHost.NAME, ProcessHandle.current().pid()))
                        .flatMap(run -> store.takeUp(run).map(claim -> begun(run, claim, progress, listener::tookUp)));
    }

    /** The newest run of an environment, if its process died. */
    public Optional<Run> resumable(String environment) {
        return list().stream()
                .filter(run -> run.environment().equals(environment))
                .findFirst()
                .filter(run -> run.state() instanceof RunState.Died);
    }

    /** The fencing number of this process for a run that it works on: higher than that of every process before. */
    public long fence(Run run) {
        return recorders.fence(run);
    }

    /**
     * Makes sure, before something is done that cannot be taken back, that no other process has taken up the run.
     *
     * @throws PenstockException RUN-TAKEN-UP
     */
    public void requireOurs(Run run) {
        recorders.requireOurs(run);
    }

    /** Ends the record of a run. */
    public Run end(Run run, RunState state) {
        Run ended = record(run, state, List.of());
        tellEnded(ended, List.of());
        return ended;
    }

    private void tellEnded(Run ended, List<String> problems) {
        listener.ended(ended, problems, read(ended, "report.txt").orElse(""));
    }

    private Run record(Run run, RunState state, List<String> problems) {
        Run ended = run.ended(Instant.now(), state);
        try {
            files.save(ended);
        } finally {
            recorders.end(ended, problems);
            letGo();
        }
        return ended;
    }

    /** Closes the store that {@link #open} has opened, unless a run has done so. */
    public synchronized void letGo() {
        StoreOpening opened = opening;
        if (opened != null) {
            opening = null;
            opened.close();
        }
    }

    /**
     * Does the work of a run, ends its record as the work ended, and has its report made in any case.
     *
     * @return the report
     * @throws PenstockException what the work threw; a report that cannot be kept beside a failure is suppressed by it
     */
    public <T> T conduct(Run run, Runnable work, Report<T> report) {
        boolean worked = false;
        try {
            work.run();
            worked = true;
            Run ended = record(run, new RunState.Done(), List.of());
            T kept = report.keep(ended, List.of());
            tellEnded(ended, List.of());
            return kept;
        } catch (PenstockException e) {
            PenstockException failure = worked ? RunProblem.unrecorded(run, e) : e;
            List<String> problems =
                    failure.problems().stream().map(Object::toString).toList();
            endEarly(run, failure.outcome(), problems, report, failure);
            throw failure;
        } catch (RuntimeException | Error e) {
            endEarly(run, Outcome.FAILED, List.of(e.getClass().getSimpleName()), report, e);
            throw e;
        }
    }

    private <T> void endEarly(Run run, Outcome outcome, List<String> problems, Report<T> report, Throwable failure) {
        RunState state = new RunState.Ended(outcome);
        Run ended = run.ended(Instant.now(), state);
        try {
            ended = record(run, state, problems);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        try {
            report.keep(ended, problems);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        tellEnded(ended, problems);
    }

    /** Keeps a document of a run, such as {@code report.html}. */
    public void keep(Run run, String name, String content) {
        files.write(run, name, content);
    }

    /** A kept document of a run; empty when it has none of this name. */
    public Optional<String> read(Run run, String name) {
        Path document = path(run, name);
        try {
            return Files.isRegularFile(document) ? Optional.of(Files.readString(document)) : Optional.empty();
        } catch (IOException e) {
            throw files.unusable(e);
        }
    }

    /** Where the documents of a run are kept. */
    public Path directory(Run run) {
        return files.directory(run);
    }

    /** Where a document of a run is kept. */
    public Path path(Run run, String name) {
        return directory(run).resolve(name);
    }

    /** The kept reports of a run, sorted by name; none when they were made on another machine. */
    public List<Path> documents(Run run) {
        return files.documents(run);
    }

    /** The run that this process began last. */
    public Optional<Run> newestOfThisProcess() {
        return Optional.ofNullable(newest);
    }

    /** All runs, newest first. */
    public List<Run> list() {
        return RunList.of(store, files);
    }

    /** What the store tells of a run, with the lines of its log after the given number; empty when it does not know it. */
    public Optional<RunDetails> details(Run run, long after) {
        return store == null || !store.exists() ? Optional.empty() : store.details(run.id(), after);
    }

    /** What runs ask of people. */
    public Decisions decisions() {
        return new Decisions(store, listener);
    }

    /**
     * Asks the process that works on a run to end it.
     *
     * @throws PenstockException RUN-ENDED when there is nothing to end any more
     */
    public void cancel(Run run, String by) {
        if (store == null || !(run.state() instanceof RunState.Running)) {
            throw new PenstockException(
                    RunProblem.RUN_ENDED,
                    "Run " + run.id() + " is " + run.state().label() + " and cannot be cancelled.",
                    "See penstock runs show " + run.id() + ".");
        }
        store.decide(run.id(), "cancel", by, "");
    }

    /**
     * Records of runs of an environment whose processes died that they did.
     *
     * @return sentences for people
     * @throws PenstockException ENVIRONMENT-BUSY when another run works on the environment
     */
    public List<String> bury(String environment) {
        if (store == null || !store.exists()) {
            return List.of();
        }
        return store.bury(environment).stream().map(Run::obituary).toList();
    }

    /**
     * The run with this id, or the only one whose id begins so.
     *
     * @throws PenstockException RUN-UNKNOWN
     */
    public Run find(String id) {
        return RunIds.find(list(), id);
    }

    /** Whether the run with this id has ended without ending its record, or has no record at all. */
    public boolean isDead(String id) {
        return list().stream().noneMatch(run -> run.id().equals(id) && run.state() instanceof RunState.Running);
    }
}
