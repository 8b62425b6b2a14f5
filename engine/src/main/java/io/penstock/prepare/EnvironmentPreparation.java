package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.PreparationSession;
import io.penstock.database.TargetLock;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.Cartridges;
import io.penstock.run.Journal;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prepares the databases of an environment, edit before live; see the reference of DBPrepare. */
public final class EnvironmentPreparation {

    private final Landscape landscape;
    private final Journal journal;
    private final List<Dialect> dialects;
    private final Preparers preparers;

    /** @param builtIn preparers by the last part of the class name */
    public EnvironmentPreparation(
            Landscape landscape, Journal journal, List<Dialect> dialects, Map<String, Supplier<Preparer>> builtIn) {
        this.landscape = landscape;
        this.journal = journal;
        this.dialects = List.copyOf(dialects);
        this.preparers = new Preparers(builtIn);
    }

    /**
     * What would run, and why. Reads the cartridges and the registries; changes nothing.
     *
     * @throws PenstockException for what is wrong with cartridges, or a database that cannot be reached
     */
    public PrepareReport plan(PrepareRequest request) {
        Environment environment = environment(request.environment());
        List<PrepareReport.DatabaseReport> reports = new ArrayList<>();
        try (Cartridges all = Cartridges.read(directory(landscape))) {
            List<Cartridge> chosen = chosen(all, request.cartridges());
            databases(environment, request.clusters()).forEach((type, address) -> {
                try (Database database = opened(environment, type, address, request);
                        PreparationSession session = session(address, request)) {
                    PreparationPlan plan = plan(session, chosen, request.mode());
                    reports.add(report(type, database.facts().where(), plan, PreparationRun.planned(plan)));
                }
            });
        }
        return new PrepareReport(null, environment.name(), request.mode().label(), "planned", 0, reports, List.of());
    }

    /**
     * Runs what has to run. Steps that fail are listed, and the others run all the same, unless the first failure is to end the run.
     *
     * @return the report, which is kept with the run; the run is a failed one where it lists failures
     * @throws PenstockException for what keeps any step from running
     */
    public PrepareReport run(PrepareRequest request, Progress progress) {
        Environment environment = environment(request.environment());
        progress.cancellation().leaves("What was done is registered: run the command again to go on.");
        try (Cartridges all = Cartridges.read(directory(landscape))) {
            List<Cartridge> chosen = chosen(all, request.cartridges());
            Map<ClusterType, DatabaseAddress> addresses = databases(environment, request.clusters());
            List<PrepareReport.DatabaseReport> reports = new ArrayList<>();
            Instant began = Instant.now();
            Run run = journal.begin("prepare " + environment.name(), environment.name(), request.startedBy(), progress);
            AtomicReference<PrepareReport> kept = new AtomicReference<>();
            try {
                journal.conduct(
                        run,
                        () -> {
                            addresses.forEach((type, address) -> {
                                progress.cluster(type.label());
                                run(environment, type, address, request, chosen, run, progress, reports);
                            });
                            requireNoFailures(reports);
                        },
                        (ended, problems) -> {
                            kept.set(keep(ended, environment, request, began, reports, problems));
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

    private PrepareReport keep(
            Run ended,
            Environment environment,
            PrepareRequest request,
            Instant began,
            List<PrepareReport.DatabaseReport> reports,
            List<String> problems) {
        PrepareReport report = new PrepareReport(
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

    private void run(
            Environment environment,
            ClusterType type,
            DatabaseAddress address,
            PrepareRequest request,
            List<Cartridge> chosen,
            Run run,
            Progress progress,
            List<PrepareReport.DatabaseReport> reports) {
        try (Database database = opened(environment, type, address, request);
                TargetLock lock = database.lock("penstock run " + run.id() + " by " + run.startedBy());
                PreparationSession session = session(address, request)) {
            StepRegistry registry = new StepRegistry(session, run.id(), run.host());
            registry.create();
            PreparationPlan plan = plan(session, chosen, request.mode());
            List<PrepareReport.StepReport> steps = new ArrayList<>();
            try {
                new PreparationRun(session, registry, chosen, preparers, request.breakOnError(), progress)
                        .run(plan, steps);
            } finally {
                reports.add(report(type, database.facts().where(), plan, steps));
            }
        }
    }

    static PreparationPlan plan(PreparationSession session, List<Cartridge> chosen, PrepareMode mode) {
        StepRegistry registry = new StepRegistry(session, "", "");
        boolean known = registry.exists();
        return new PreparationPlanner(
                        known ? registry.steps() : Map.of(), known ? registry.initialized() : Set.of(), mode)
                .plan(chosen);
    }

    static PrepareReport.DatabaseReport report(
            ClusterType type, String where, PreparationPlan plan, List<PrepareReport.StepReport> steps) {
        return new PrepareReport.DatabaseReport(
                type.label(), where, steps, plan.registered().size(), plan.done(), plan.notes());
    }

    static void requireNoFailures(List<PrepareReport.DatabaseReport> reports) {
        List<String> failed = reports.stream()
                .flatMap(database -> database.steps().stream()
                        .filter(step -> step.status().equals(StepStatus.FAILURE.name()))
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

    private Environment environment(String name) {
        return landscape
                .environment(name)
                .orElseThrow(() -> new PenstockException(
                        PrepareProblem.ENVIRONMENT_NOT_PREPARABLE,
                        "There is no environment " + name + ".",
                        "Name one of penstock.yaml."));
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

    private static List<Cartridge> chosen(Cartridges all, Set<String> names) {
        Set<String> unknown = new TreeSet<>(names);
        all.all().forEach(cartridge -> unknown.remove(cartridge.name()));
        if (!unknown.isEmpty()) {
            throw new PenstockException(
                    PrepareProblem.CARTRIDGES_UNKNOWN,
                    "cartridgelist.properties does not name " + String.join(", ", unknown) + ".",
                    "Name cartridges of the list.");
        }
        return all.all().stream()
                .filter(cartridge -> names.isEmpty() || names.contains(cartridge.name()))
                .toList();
    }

    private static Map<ClusterType, DatabaseAddress> databases(Environment environment, Set<ClusterType> asked) {
        Map<ClusterType, DatabaseAddress> found = new TreeMap<>();
        for (Cluster cluster : environment.clusters().values()) {
            @Nullable DatabaseAddress address = cluster.database();
            if (address != null && (asked.isEmpty() || asked.contains(cluster.type()))) {
                found.put(cluster.type(), address);
            }
        }
        if (found.isEmpty()) {
            throw new PenstockException(
                    PrepareProblem.ENVIRONMENT_NOT_PREPARABLE,
                    environment.name() + " has no such cluster with a database.",
                    "Name an environment and cluster that has one in penstock.yaml.");
        }
        return found;
    }

    private Database opened(
            Environment environment, ClusterType type, DatabaseAddress address, PrepareRequest request) {
        Database database = Dialect.of(address.url(), dialects).open(address, address.url(), purpose(request));
        String own = landscape.name() + "/" + environment.name() + "/" + type.label();
        String marked = database.marker().map(marker -> marker.environment()).orElse(own);
        if (!marked.equals(own)) {
            database.close();
            throw new PenstockException(
                    PrepareProblem.ENVIRONMENT_NOT_PREPARABLE,
                    "The database of " + own + " is marked as that of " + marked + ".",
                    "Correct the url in penstock.yaml.");
        }
        return database;
    }

    private PreparationSession session(DatabaseAddress address, PrepareRequest request) {
        return Dialect.of(address.url(), dialects).prepare(address, purpose(request));
    }

    private static String purpose(PrepareRequest request) {
        return "penstock prepare " + request.environment();
    }
}
