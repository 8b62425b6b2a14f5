package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.Database;
import io.penstock.database.PreparationSession;
import io.penstock.database.TargetLock;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.PreparationStep;
import io.penstock.prepare.validation.PlanDangers;
import io.penstock.run.Journal;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans and runs the preparation of single databases, as one request asks for it. For one thread. */
final class DatabasePreparation {

    private final PreparedDatabases databases;
    private final Preparers preparers;
    private final Environment environment;
    private final PrepareRequest request;
    private final List<Cartridge> chosen;
    private final Path directory;
    private final Path share;
    private final RunTerms terms;

    DatabasePreparation(
            PreparedDatabases databases,
            Preparers preparers,
            Environment environment,
            PrepareRequest request,
            List<Cartridge> chosen,
            Path directory,
            Path share) {
        this.databases = databases;
        this.preparers = preparers;
        this.environment = environment;
        this.request = request;
        this.chosen = chosen;
        this.directory = directory;
        this.share = share;
        this.terms = SettingsFiles.read(share, request.options());
    }

    /** What would run; changes nothing. */
    PrepareReport.DatabaseReport plan(ClusterType type, DatabaseAddress address) {
        try (Database database = databases.open(environment, type, address);
                PreparationSession session = databases.session(environment, address)) {
            PreparationPlan plan = plan(session);
            List<String> notes = new ArrayList<>(plan.notes());
            notes.addAll(dangers(plan, database));
            if (request.options().clean() != CleanUp.NO) {
                notes.add(0, "All objects of the schema are removed first.");
            }
            if (plan.steps().stream().anyMatch(each -> each.reason() == Reason.INTERRUPTED_BEFORE)) {
                Interruptions interruptions =
                        Interruptions.find(session, request.options().rerunInterrupted());
                plan.steps().forEach(each -> {
                    String question = interruptions.undecided(each);
                    if (question != null) {
                        notes.add(each.step().name() + " waits for a decision: " + question + ".");
                    }
                });
            }
            return report(type, database, plan, PreparationRun.planned(plan), notes, 0, null);
        }
    }

    /** Classes that are missing are told of before anything is done; those of steps that need not run do not matter. */
    void requireKnown(Map<ClusterType, DatabaseAddress> addresses) {
        boolean unknown = chosen.stream()
                .flatMap(cartridge -> cartridge.steps().stream())
                .anyMatch(step -> preparers.of(step) instanceof Preparers.Found.Unusable);
        if (!unknown) {
            return;
        }
        Set<PreparationStep> steps = new LinkedHashSet<>();
        addresses.forEach((type, address) -> {
            try (Database database = databases.open(environment, type, address);
                    PreparationSession session = databases.session(environment, address)) {
                plan(session).steps().forEach(planned -> steps.add(planned.step()));
            }
        });
        preparers.require(List.copyOf(steps));
    }

    /** What the steps would do to tables as large as those of the database. */
    private List<String> dangers(PreparationPlan plan, Database database) {
        PlanDangers dangers = new PlanDangers(database.catalog());
        Map<String, Cartridge> byName = chosen.stream().collect(Collectors.toMap(Cartridge::name, Function.identity()));
        return plan.steps().stream()
                .flatMap(planned -> Stream.ofNullable(byName.get(planned.step().cartridge()))
                        .flatMap(cartridge -> dangers.notes(planned.step(), cartridge).stream()))
                .toList();
    }

    /** The same work, to be tried on a copy of the database. */
    TrialPreparation trial(ClusterType type, DatabaseAddress address) {
        return new TrialPreparation(
                environment, type, address, databases.dialect(address), chosen, request, preparers, terms, directory);
    }

    /** Whether more is due than what runs every time. */
    boolean pending(ClusterType type, DatabaseAddress address) {
        try (Database database = databases.open(environment, type, address);
                PreparationSession session = databases.session(environment, address)) {
            return plan(session).pending();
        }
    }

    /**
     * Runs what is due.
     *
     * @param reports takes the report, in any case
     * @param lines hears of the lines of the log
     */
    void run(
            ClusterType type,
            DatabaseAddress address,
            Run run,
            Journal journal,
            Progress progress,
            Consumer<String> lines,
            List<PrepareReport.DatabaseReport> reports) {
        String tool = request.options().tool().label();
        Path home = journal.directory(run);
        List<Path> files = logs(home, run, type);
        try (Database database = databases.open(environment, type, address);
                TargetLock lock = database.lock("penstock run " + run.id() + " by " + run.startedBy());
                PreparationSession session = databases.session(environment, address);
                LoggedSession logged =
                        new LoggedSession(session, home.resolve(tool + "-sql").resolve(type.label()));
                PreparationLog log = new PreparationLog(request.options().tool().title(), files, lines, logged)) {
            List<String> notes = new ArrayList<>();
            clean(session, notes);
            if (request.options().clean() == CleanUp.ONLY) {
                PreparationPlan nothing = new PreparationPlanner(Map.of(), Set.of(), request.mode()).plan(List.of());
                reports.add(report(type, database, nothing, List.of(), notes, log.seconds(), files.get(0)));
                log.started(notes);
                return;
            }
            StepRegistry registry = new StepRegistry(session, run.id(), run.host());
            registry.create();
            Interruptions interruptions =
                    Interruptions.mark(session, registry, request.options().rerunInterrupted());
            PreparationPlan plan = plan(session, registry, request, chosen, preparers);
            notes.addAll(plan.notes());
            log.started(notes);
            try (ForeignSteps foreign = new ForeignSteps(
                    session,
                    registry,
                    () -> ForeignMessage.Terms.of(directory, session.shared(address), run, terms.settings()))) {
                new PreparationRun(logged, registry, chosen, preparers, foreign, interruptions, terms, progress)
                        .run(plan, log);
            } finally {
                PrepareReport.DatabaseReport report =
                        report(type, database, plan, log.steps(), notes, log.seconds(), files.get(0));
                reports.add(report);
                log.summary(report);
            }
        }
    }

    private void clean(PreparationSession session, List<String> notes) {
        if (request.options().clean() == CleanUp.NO) {
            return;
        }
        try {
            notes.add("Clean-up: " + session.clean() + " objects of the schema were removed.");
        } catch (SQLException e) {
            throw new PenstockException(
                    PrepareProblem.CLEAN_UP_FAILED,
                    "The schema could not be cleaned up: " + session.shown(e) + ".",
                    "Let the user of the database own what is in its schema, and run the command again.",
                    e);
        }
    }

    /** With the run, and where the installation keeps its logs if it does. */
    private List<Path> logs(Path home, Run run, ClusterType type) {
        String tool = request.options().tool().label();
        String host = run.host().replaceAll("[^\\w.-]", "_");
        String name = tool + "-" + host + "-" + environment.name() + "-" + type.label() + "-" + tool + "."
                + LocalDate.ofInstant(run.began(), ZoneOffset.UTC) + ".log";
        List<Path> logs = new ArrayList<>(List.of(home.resolve(name)));
        Path shared = share.resolve("system/log");
        if (Files.isDirectory(shared)) {
            logs.add(shared.resolve(name));
        }
        return logs;
    }

    private PreparationPlan plan(PreparationSession session) {
        return plan(session, request, chosen, preparers);
    }

    /** What a database needs. */
    static PreparationPlan plan(
            PreparationSession session, PrepareRequest request, List<Cartridge> chosen, Preparers preparers) {
        return plan(session, new StepRegistry(session, "", ""), request, chosen, preparers);
    }

    private static PreparationPlan plan(
            PreparationSession session,
            StepRegistry registry,
            PrepareRequest request,
            List<Cartridge> chosen,
            Preparers preparers) {
        boolean known = registry.exists();
        boolean fresh = request.options().clean() != CleanUp.NO;
        PreparationPlan plan = new PreparationPlanner(
                        known && !fresh ? registry.steps() : Map.of(),
                        known && !fresh ? registry.initialized() : Set.of(),
                        request.mode(),
                        request.selection(),
                        step -> preparers.definesStructure(step, context(step, chosen, session)))
                .plan(chosen)
                .taking(new StepHistory(session, known).durations());
        boolean grown = plan.steps().stream().anyMatch(each -> each.reason() == Reason.NEW);
        return known && !fresh && grown
                ? plan.noting(new MovedSteps(chosen)
                        .notes(request.environment(), plan.steps(), new StepHistory(session, true).entries()))
                : plan;
    }

    private static PreparerContext context(
            PreparationStep step, List<Cartridge> cartridges, PreparationSession session) {
        Cartridge own = cartridges.stream()
                .filter(cartridge -> cartridge.name().equals(step.cartridge()))
                .findFirst()
                .orElseThrow();
        return new PreparerContext(step, own.files(), session, PreparationSettings.DEFAULT);
    }

    private PrepareReport.DatabaseReport report(
            ClusterType type,
            Database database,
            PreparationPlan plan,
            List<PrepareReport.StepReport> steps,
            List<String> notes,
            double seconds,
            @Nullable Path log) {
        return new PrepareReport.DatabaseReport(
                type.label(),
                database.facts().where(),
                steps,
                plan.registered().size(),
                plan.done(),
                plan.skipped().size(),
                seconds,
                notes,
                log == null ? null : log.toString());
    }
}
