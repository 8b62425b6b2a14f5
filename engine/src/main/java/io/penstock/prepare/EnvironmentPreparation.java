package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.Dialect;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.Cartridges;
import io.penstock.run.Journal;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Prepares the databases of an environment, edit before live; see the reference of DBPrepare. */
public final class EnvironmentPreparation {

    private final Landscape landscape;
    private final Journal journal;
    private final List<Dialect> dialects;
    private final PreparedDatabases databases;
    private final Map<String, Supplier<Preparer>> builtIn;
    private final PreparationBackup backup;

    /** @param builtIn preparers by the last part of the class name */
    public EnvironmentPreparation(
            Landscape landscape,
            Journal journal,
            List<Dialect> dialects,
            Map<String, Supplier<Preparer>> builtIn,
            PreparationBackup backup) {
        this.landscape = landscape;
        this.journal = journal;
        this.dialects = List.copyOf(dialects);
        this.databases = new PreparedDatabases(landscape, dialects);
        this.builtIn = Map.copyOf(builtIn);
        this.backup = backup;
    }

    /** What the registries tell of what was prepared. */
    public PreparationRecords records() {
        return new PreparationRecords(landscape, dialects, builtIn);
    }

    /** What a person does to the registries by hand. */
    public StepMarking marking() {
        return new StepMarking(landscape, journal, dialects);
    }

    /**
     * What would run, and why. Reads the cartridges and the registries; changes nothing.
     *
     * @throws PenstockException for what is wrong with cartridges, or a database that cannot be reached
     */
    public PrepareReport plan(PrepareRequest request) {
        Environment environment = databases.environment(request.environment());
        List<PrepareReport.DatabaseReport> reports = new ArrayList<>();
        try (Cartridges all = Cartridges.read(cartridges(request));
                Preparers preparers = new Preparers(builtIn, all.all())) {
            DatabasePreparation work = work(environment, request, all, preparers);
            databases
                    .of(environment, request.clusters())
                    .forEach((type, address) -> reports.add(work.plan(type, address)));
        }
        return new PrepareReport(
                request.options().tool().title(),
                null,
                environment.name(),
                request.mode().label(),
                "planned",
                0,
                reports,
                List.of());
    }

    /** Runs what has to run, and tells nobody of the lines of its log. */
    public PrepareReport run(PrepareRequest request, Progress progress) {
        return run(request, progress, line -> {});
    }

    /**
     * Runs what has to run. Steps that fail are listed, and the others run all the same, unless the first failure is to end the run.
     *
     * @param lines hears of the lines of the log as they are written
     * @return the report, which is kept with the run; the run is a failed one where it lists failures
     * @throws PenstockException for what keeps any step from running
     */
    public PrepareReport run(PrepareRequest request, Progress progress, Consumer<String> lines) {
        Environment environment = databases.environment(request.environment());
        requireConfirmed(environment, request);
        progress.cancellation().leaves("What was done is registered: run the command again to go on.");
        try (Cartridges all = Cartridges.read(cartridges(request));
                Preparers preparers = new Preparers(builtIn, all.all())) {
            DatabasePreparation work = work(environment, request, all, preparers);
            Map<ClusterType, DatabaseAddress> addresses = databases.of(environment, request.clusters());
            work.requireKnown(addresses);
            List<PrepareReport.DatabaseReport> reports = new ArrayList<>();
            List<String> notes = backUp(request, work, addresses, progress);
            notes.forEach(lines);
            Instant began = Instant.now();
            Run run = journal.begin("prepare " + environment.name(), environment.name(), request.startedBy(), progress);
            AtomicReference<PrepareReport> kept = new AtomicReference<>();
            try {
                journal.conduct(
                        run,
                        () -> {
                            addresses.forEach((type, address) -> {
                                progress.cluster(type.label());
                                work.run(type, address, run, journal, progress, lines, reports);
                            });
                            requireNoFailures(reports);
                        },
                        (ended, problems) -> {
                            List<String> told = new ArrayList<>(notes);
                            told.addAll(problems);
                            kept.set(keep(ended, environment, request, began, reports, told));
                            return ended;
                        });
            } catch (PenstockException e) {
                if (e.problems().get(0).code() != PrepareProblem.STEPS_FAILED) {
                    throw e;
                }
            }
            return Objects.requireNonNull(kept.get());
        }
    }

    /** Production is not emptied by a slip of the fingers. */
    private static void requireConfirmed(Environment environment, PrepareRequest request) {
        PreparationOptions options = request.options();
        if (environment.role() == Environment.Role.PRODUCTION
                && options.clean() != CleanUp.NO
                && !options.confirmed()) {
            throw new PenstockException(
                    PrepareProblem.CLEAN_UP_UNCONFIRMED,
                    "The clean-up would remove everything that the databases of " + environment.name()
                            + " hold, and that is production.",
                    "If that is what you want, confirm it at a terminal, or with --confirm.");
        }
    }

    private List<String> backUp(
            PrepareRequest request,
            DatabasePreparation work,
            Map<ClusterType, DatabaseAddress> addresses,
            Progress progress) {
        if (!request.options().backup()) {
            return new ArrayList<>();
        }
        boolean pending = addresses.entrySet().stream().anyMatch(each -> work.pending(each.getKey(), each.getValue()));
        return new ArrayList<>(List.of(
                pending
                        ? backup.make(request.environment(), request.startedBy(), progress)
                        : "No backup was made, since no step is pending."));
    }

    private DatabasePreparation work(
            Environment environment, PrepareRequest request, Cartridges all, Preparers preparers) {
        List<Cartridge> chosen = SelectionCheck.chosen(all.all(), request.selection());
        Path share = request.options().share();
        return new DatabasePreparation(
                databases,
                preparers,
                environment,
                request,
                chosen,
                cartridges(request),
                share == null ? SettingsFiles.shareOf(cartridges(request)) : share);
    }

    /**
     * Shows each database that is asked for, with what would prepare it; prepares none.
     *
     * @param watched whether preparers of cartridges run in this process too, so that their SQL can be seen
     * @throws PenstockException for what is wrong with cartridges, or what keeps a database from being prepared
     */
    public void visit(PrepareRequest request, boolean watched, Consumer<TrialPreparation> visitor) {
        Environment environment = databases.environment(request.environment());
        try (Cartridges all = Cartridges.read(cartridges(request));
                Preparers preparers = new Preparers(builtIn, all.all(), watched)) {
            DatabasePreparation work = work(environment, request, all, preparers);
            databases.of(environment, request.clusters()).forEach((type, address) -> {
                databases.open(environment, type, address).close();
                visitor.accept(work.trial(type, address));
            });
        }
    }

    /**
     * Where the cartridges are.
     *
     * @throws PenstockException CARTRIDGES-UNKNOWN
     */
    public Path cartridges() {
        return directory(landscape);
    }

    private PrepareReport keep(
            Run ended,
            Environment environment,
            PrepareRequest request,
            Instant began,
            List<PrepareReport.DatabaseReport> reports,
            List<String> problems) {
        PrepareReport report = new PrepareReport(
                request.options().tool().title(),
                ended.id(),
                environment.name(),
                request.mode().label(),
                ended.state().label(),
                Duration.between(began, Instant.now()).toMillis() / 1000.0,
                reports,
                problems);
        journal.keep(ended, "report.txt", new PrepareText(report).render());
        return report;
    }

    static void requireNoFailures(List<PrepareReport.DatabaseReport> reports) {
        List<String> failed = reports.stream()
                .flatMap(database -> database.steps().stream()
                        .filter(step -> step.status().equals(StepStatus.FAILURE.name())
                                || step.status().equals(StepStatus.INTERRUPTED.name()))
                        .map(step -> database.cluster() + " " + step.step()))
                .toList();
        if (!failed.isEmpty()) {
            throw new PenstockException(
                    PrepareProblem.STEPS_FAILED,
                    failed.size() + (failed.size() == 1 ? " step" : " steps") + " failed: "
                            + String.join(", ", failed.subList(0, Math.min(5, failed.size())))
                            + (failed.size() > 5 ? " and others." : "."),
                    "The report says why. Mend them and run the command again: steps that succeeded do not run twice.");
        }
    }

    /** Those of the share that was named, where it has some. */
    private Path cartridges(PrepareRequest request) {
        Path share = request.options().share();
        if (share != null) {
            if (!Files.isDirectory(share)) {
                throw new PenstockException(
                        PrepareProblem.CARTRIDGES_UNKNOWN,
                        "The share " + share + " is no directory.",
                        "Name the shared directory of the installation with -is.share.");
            }
            if (Cartridges.isIn(share)) {
                return share;
            }
        }
        return directory(landscape);
    }

    /** @throws PenstockException CARTRIDGES-UNKNOWN */
    static Path directory(Landscape landscape) {
        Path directory = landscape.cartridges();
        if (directory == null) {
            throw new PenstockException(
                    PrepareProblem.CARTRIDGES_UNKNOWN,
                    "penstock.yaml does not say where the cartridges are.",
                    "Name their directory, with cartridgelist.properties in it, under 'cartridges'.");
        }
        return directory;
    }
}
