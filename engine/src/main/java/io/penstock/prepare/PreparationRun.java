package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import io.penstock.database.WorkMonitor;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.MigrationVersion;
import io.penstock.prepare.cartridge.PreparationStep;
import io.penstock.run.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the plan of one database. That a step begins is entered and committed before it works, together with the end of the step before it; its work and how it ended are then committed
 * together, so that on a database that takes back structure too a step is done and entered, or neither. For one thread.
 */
final class PreparationRun {

    private final PreparationSession session;
    private final StepRegistry registry;
    private final Map<String, Cartridge> cartridges;
    private final Interruptions interruptions;
    private final RunTerms terms;
    private final Progress progress;
    private final Preparers preparers;
    private final StepExecution execution;
    private final ForeignSteps foreign;
    private final Set<String> unfinished = new HashSet<>();

    PreparationRun(
            PreparationSession session,
            StepRegistry registry,
            List<Cartridge> cartridges,
            Preparers preparers,
            ForeignSteps foreign,
            Interruptions interruptions,
            RunTerms terms,
            Progress progress) {
        this.session = session;
        this.registry = registry;
        this.cartridges = cartridges.stream().collect(Collectors.toMap(Cartridge::name, Function.identity()));
        this.preparers = preparers;
        this.foreign = foreign;
        this.interruptions = interruptions;
        this.terms = terms;
        this.progress = progress;
        this.execution = new StepExecution(session, registry, terms.settings(), false);
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
        List<PlannedStep> steps = plan.steps();
        steps.forEach(planned -> progress.expect(planned.weight()));
        Begun begun = new Begun(steps);
        if (!terms.save()) {
            begun.enter(0);
            registry.commit();
        }
        boolean broken = false;
        for (int i = 0; i < steps.size(); i++) {
            PlannedStep planned = steps.get(i);
            if (progress.cancellation().stopping()) {
                begun.takeBack();
                progress.cancellation().check();
            }
            if (broken) {
                unfinished.add(planned.step().cartridge());
                listener.ended(report(planned, "planned", 0, 0, null, List.of()));
                continue;
            }
            listener.begins(planned.step());
            String question = interruptions.undecided(planned);
            if (question != null && !terms.save()) {
                unfinished.add(planned.step().cartridge());
                listener.ended(report(planned, StepStatus.INTERRUPTED.name(), 0, 0, question, List.of()));
                begun.enter(i + 1);
                registry.commit();
                continue;
            }
            PrepareReport.StepReport report = terms.save() ? save(planned) : run(planned, begun, i + 1);
            listener.ended(report);
            if (!report.status().equals(StepStatus.SUCCESS.name()) && !terms.save()) {
                unfinished.add(planned.step().cartridge());
                broken = terms.breaks(planned.step());
            }
        }
        finish(plan);
    }

    /** Which step is entered as begun: each before its turn, the first alone and the others with the end of the step before. */
    private final class Begun {
        private final List<PlannedStep> steps;
        private @Nullable PreparationStep entered;

        private Begun(List<PlannedStep> steps) {
            this.steps = steps;
        }

        private void enter(int index) {
            entered = null;
            if (index < steps.size() && interruptions.undecided(steps.get(index)) == null) {
                PlannedStep next = steps.get(index);
                PreparationStep step = next.step();
                registry.begin(
                        step,
                        StepFingerprint.of(step, files(step).files()),
                        next.reason() == Reason.FORCED || interruptions.anew());
                entered = step;
            }
        }

        /** It did not begin after all. */
        private void takeBack() {
            if (entered != null) {
                registry.takeBack(entered);
                registry.commit();
            }
        }
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

    private PrepareReport.StepReport run(PlannedStep planned, Begun begun, int next) {
        PreparationStep step = planned.step();
        try (Progress.Activity activity =
                progress.begin("prepare", step.name() + " " + step.shortPreparer(), planned.weight())) {
            StepOutcome outcome = run(step, activity, begun, next);
            if (outcome.status() == StepStatus.SUCCESS) {
                activity.completed();
            }
            return report(
                    planned,
                    outcome.status().name(),
                    outcome.milliseconds(),
                    outcome.changedRows(),
                    outcome.error(),
                    notes(planned, outcome));
        }
    }

    /** A step that was due and changed nothing has often looked for the wrong thing. */
    private List<String> notes(PlannedStep planned, StepOutcome outcome) {
        boolean idle = outcome.status() == StepStatus.SUCCESS
                && outcome.changedRows() == 0
                && outcome.notes().isEmpty()
                && planned.reason() != Reason.ALWAYS
                && preparers.of(planned.step()) instanceof Preparers.Found.BuiltIn own
                && own.maker().get().countsRows();
        return idle ? List.of("It succeeded and changed no row.") : outcome.notes();
    }

    private StepOutcome run(PreparationStep step, Progress.Activity activity, Begun begun, int next) {
        Preparers.Found found = preparers.of(step);
        if (found instanceof Preparers.Found.Foreign) {
            StepOutcome outcome = foreign.execute(step, activity, terms.stepTimeout());
            begin(step, outcome.status() == StepStatus.SUCCESS, begun, next);
            registry.commit();
            return outcome;
        }
        Callable<Preparer> maker = () -> {
            if (found instanceof Preparers.Found.BuiltIn own) {
                return own.maker().get();
            }
            throw new PenstockException(List.of(Preparers.problem(step, (Preparers.Found.Unusable) found)));
        };
        try (StepLimit limit = new StepLimit(terms.stepTimeout(), session::interrupt);
                WorkMonitor.Interruptible interruptible = activity.interruptible(limit::end)) {
            return execution.execute(step, files(step).files(), maker, new StepExecution.Surroundings() {
                @Override
                public void performed() {
                    limit.close();
                }

                @Override
                public void enter(boolean succeeded) {
                    begin(step, succeeded, begun, next);
                }

                @Override
                public StepExecution.@Nullable Ended ended() {
                    String over = limit.over();
                    if (over != null) {
                        return new StepExecution.Ended(StepStatus.FAILURE, over);
                    }
                    return progress.cancellation().stopping()
                            ? new StepExecution.Ended(StepStatus.INTERRUPTED, "the run was ended")
                            : null;
                }
            });
        }
    }

    private void begin(PreparationStep before, boolean succeeded, Begun begun, int next) {
        boolean goesOn =
                (succeeded || !terms.breaks(before)) && !progress.cancellation().stopping();
        begun.enter(goesOn ? next : Integer.MAX_VALUE);
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
