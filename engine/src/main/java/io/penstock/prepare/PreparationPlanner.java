package io.penstock.prepare;

import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.Phase;
import io.penstock.prepare.cartridge.PreparationStep;
import io.penstock.prepare.cartridge.StepType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Works out what has to run: three phases, each over the cartridges in the order of their list, within a cartridge by version, then by number; steps of no version come before those of
 * a version, and after them in post-processing, which releases what the others took. Reads nothing but what it is given.
 */
final class PreparationPlanner {

    private static final Comparator<PlannedStep> WITHIN = Comparator.comparing((PlannedStep planned) ->
                    planned.step().version().isPresent() != (planned.step().id().phase() == Phase.POST))
            .thenComparing(planned -> planned.step().version(), PreparationPlanner::compare)
            .thenComparing(planned -> planned.step().id());

    private final Map<StepKey, StepStatus> registry;
    private final Set<String> initialized;
    private final PrepareMode mode;
    private final List<PreparationStep> registered = new ArrayList<>();
    private final List<String> initializing = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int done;

    /** @param initialized names of the cartridges that are */
    PreparationPlanner(Map<StepKey, StepStatus> registry, Set<String> initialized, PrepareMode mode) {
        this.registry = registry;
        this.initialized = initialized;
        this.mode = mode;
    }

    private static <T extends Comparable<? super T>> int compare(Optional<T> one, Optional<T> other) {
        return one.isPresent() && other.isPresent() ? one.get().compareTo(other.get()) : 0;
    }

    PreparationPlan plan(List<Cartridge> cartridges) {
        List<List<PlannedStep>> ofCartridges = new ArrayList<>();
        for (Cartridge cartridge : cartridges) {
            List<PlannedStep> steps = new ArrayList<>();
            plan(cartridge, steps);
            steps.sort(WITHIN);
            ofCartridges.add(steps);
        }
        List<PlannedStep> all = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            ofCartridges.forEach(steps -> steps.stream()
                    .filter(planned -> planned.step().id().phase() == phase)
                    .forEach(all::add));
        }
        return new PreparationPlan(all, registered, done, initializing, notes);
    }

    private void plan(Cartridge cartridge, List<PlannedStep> steps) {
        boolean initializes = mode != PrepareMode.MIGRATE
                && cartridge.initializes()
                && (mode == PrepareMode.INIT || !initialized.contains(cartridge.name()));
        if (initializes) {
            initializing.add(cartridge.name());
        } else if (mode == PrepareMode.AUTO
                && !cartridge.initializes()
                && !cartridge.steps().isEmpty()) {
            notes.add(cartridge.name()
                    + " has no dbinit.properties: its steps of migration run on an empty database too.");
        }
        for (PreparationStep step : cartridge.steps()) {
            if (step.type() == StepType.DBINIT) {
                if (initializes) {
                    once(step, steps);
                }
            } else if (initializes) {
                if (step.version().isPresent() && !registry.containsKey(StepKey.of(step))) {
                    registered.add(step);
                }
            } else if (mode != PrepareMode.INIT) {
                if (step.version().isPresent()) {
                    once(step, steps);
                } else {
                    steps.add(new PlannedStep(step, Reason.ALWAYS));
                }
            }
        }
    }

    private void once(PreparationStep step, List<PlannedStep> steps) {
        StepStatus status = registry.get(StepKey.of(step));
        if (status == null) {
            steps.add(new PlannedStep(step, Reason.NEW));
            return;
        }
        switch (status) {
            case SUCCESS, SKIPPED -> done++;
            case FAILURE -> steps.add(new PlannedStep(step, Reason.FAILED_BEFORE));
            case RUNNING, INTERRUPTED -> steps.add(new PlannedStep(step, Reason.INTERRUPTED_BEFORE));
        }
    }
}
