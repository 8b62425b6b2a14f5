package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.MigrationVersion;
import io.penstock.prepare.cartridge.PreparationStep;
import io.penstock.prepare.cartridge.StepType;
import io.penstock.run.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the plan of one database. That a step begins is entered and committed first; its work and how it ended are then committed together, so that on a database that takes back
 * structure too a step is done and entered, or neither. For one thread.
 */
final class PreparationRun {

    private final PreparationSession session;
    private final StepRegistry registry;
    private final Map<String, Cartridge> cartridges;
    private final RunTerms terms;
    private final Progress progress;
    private final Preparers preparers;
    private final Set<String> unfinished = new HashSet<>();

    PreparationRun(
            PreparationSession session,
            StepRegistry registry,
            List<Cartridge> cartridges,
            Preparers preparers,
            RunTerms terms,
            Progress progress) {
        this.session = session;
        this.registry = registry;
        this.cartridges = cartridges.stream().collect(Collectors.toMap(Cartridge::name, Function.identity()));
        this.preparers = preparers;
        this.terms = terms;
        this.progress = progress;
    }

    /**
     * Runs all steps.
     *
     * @param listener hears of each as it begins and ends
     */
    void run(PreparationPlan plan, StepListener listener) {
        for (PreparationStep step : plan.registered()) {
            registry.register(step, StepFingerprint.of(step, files(step).files()));
        }
        registry.commit();
        plan.steps().forEach(planned -> progress.expect(planned.weight()));
        boolean broken = false;
        for (PlannedStep planned : plan.steps()) {
            progress.cancellation().check();
            if (broken) {
                unfinished.add(planned.step().cartridge());
                listener.ended(report(planned, "planned", 0, 0, null, List.of()));
                continue;
            }
            listener.begins(planned.step());
            PrepareReport.StepReport report = terms.save() ? save(planned) : run(planned);
            listener.ended(report);
            broken = terms.breaks(planned.step()) && report.status().equals(StepStatus.FAILURE.name());
        }
        finish(plan);
    }

    private Cartridge files(PreparationStep step) {
        Cartridge cartridge = cartridges.get(step.cartridge());
        if (cartridge == null) {
            throw new IllegalStateException("a step of an unknown cartridge");
        }
        return cartridge;
    }

    /** What runs every time would not be spared by being registered. */
    private PrepareReport.StepReport save(PlannedStep planned) {
        if (planned.reason() == Reason.ALWAYS) {
            return report(planned, "planned", 0, 0, null, List.of());
        }
        PreparationStep step = planned.step();
        registry.enter(
                step, StepStatus.SKIPPED, StepFingerprint.of(step, files(step).files()), "saved without running");
        registry.commit();
        return report(planned, StepStatus.SKIPPED.name(), 0, 0, null, List.of());
    }

    private PrepareReport.StepReport run(PlannedStep planned) {
        PreparationStep step = planned.step();
        Cartridge cartridge = files(step);
        Instant began = Instant.now();
        registry.begin(step, StepFingerprint.of(step, cartridge.files()));
        registry.commit();
        PreparerContext context = new PreparerContext(step, cartridge.files(), session, terms.settings());
        String error;
        try (Progress.Activity activity =
                progress.begin("prepare", step.name() + " " + step.shortPreparer(), planned.weight())) {
            error = perform(step, context);
            activity.completed();
        }
        if (error == null) {
            registry.end(step, StepStatus.SUCCESS, began, context.changed(), null);
            registry.commit();
        } else {
            unfinished.add(step.cartridge());
            reset();
            registry.end(step, StepStatus.FAILURE, began, null, error);
            registry.commit();
        }
        reset();
        return report(
                planned,
                (error == null ? StepStatus.SUCCESS : StepStatus.FAILURE).name(),
                Duration.between(began, Instant.now()).toMillis(),
                context.changed(),
                error,
                context.notes());
    }

    /** @return why the step failed; null when it did not */
    private @Nullable String perform(PreparationStep step, PreparerContext context) {
        try {
            Preparer preparer = preparers.of(step);
            preparer.bind(context);
            if (!preparer.checkParameters()) {
                return "its parameters are not what " + step.shortPreparer() + " needs";
            }
            boolean done = step.type() == StepType.DBINIT ? preparer.prepare() : preparer.migrate();
            return done ? null : step.shortPreparer() + " said that it failed";
        } catch (SQLException e) {
            return session.shown(e);
        } catch (PenstockException e) {
            return e.problems().get(0).what();
        } catch (Exception | LinkageError | StackOverflowError e) {
            return e.getClass().getName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
        }
    }

    private void reset() {
        try {
            session.reset();
        } catch (SQLException e) {
            throw new PenstockException(
                    PrepareProblem.STEP_REGISTRY_UNUSABLE,
                    "The session of the database was lost: " + session.shown(e) + ".",
                    "Run the command again: what was done is not done twice.",
                    e);
        }
    }

    private static PrepareReport.StepReport report(
            PlannedStep planned,
            String status,
            long milliseconds,
            long changed,
            @Nullable String error,
            List<String> notes) {
        PreparationStep step = planned.step();
        return new PrepareReport.StepReport(
                step.id().phase().title(),
                step.name(),
                step.shownPreparer(),
                planned.reason().phrase(),
                status,
                milliseconds,
                changed,
                planned.lastMillis(),
                error,
                notes);
    }

    /** As they were before they ran. */
    static List<PrepareReport.StepReport> planned(PreparationPlan plan) {
        return plan.steps().stream()
                .map(planned -> report(planned, "planned", 0, 0, null, List.of()))
                .toList();
    }

    /** A cartridge of which a step failed or did not run is not initialized yet, and has not reached its version. */
    private void finish(PreparationPlan plan) {
        Map<String, Boolean> touched = new HashMap<>();
        plan.initialized().forEach(name -> touched.put(name, true));
        plan.steps().forEach(planned -> touched.put(planned.step().cartridge(), true));
        List<String> names = new ArrayList<>(touched.keySet());
        names.sort(null);
        for (String name : names) {
            Cartridge cartridge = cartridges.get(name);
            if (cartridge != null
                    && !unfinished.contains(name)
                    && !plan.incomplete().contains(name)) {
                registry.cartridge(
                        name,
                        cartridge.lastVersion().map(MigrationVersion::written).orElse(null));
            }
        }
        registry.commit();
    }
}
