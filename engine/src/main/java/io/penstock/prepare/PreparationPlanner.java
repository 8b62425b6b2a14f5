package io.penstock.prepare;

import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.Phase;
import io.penstock.prepare.cartridge.PreparationStep;
import io.penstock.prepare.cartridge.StepType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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
    private final StepSelection selection;
    private final Predicate<PreparationStep> definesStructure;
    private final List<PreparationStep> registered = new ArrayList<>();
    private final List<PreparationStep> skipped = new ArrayList<>();
    private final List<String> initializing = new ArrayList<>();
    private final Set<String> incomplete = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private int done;

    /** @param initialized names of the cartridges that are */
    PreparationPlanner(Map<StepKey, StepStatus> registry, Set<String> initialized, PrepareMode mode) {
        this(registry, initialized, mode, StepSelection.of(Set.of()), step -> true);
    }

    /** @param definesStructure of the preparer of a step; asked only when steps are chosen by it */
    PreparationPlanner(
            Map<StepKey, StepStatus> registry,
            Set<String> initialized,
            PrepareMode mode,
            StepSelection selection,
            Predicate<PreparationStep> definesStructure) {
        this.registry = registry;
        this.initialized = initialized;
        this.mode = mode;
        this.selection = selection;
        this.definesStructure = definesStructure;
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
        return new PreparationPlan(all, registered, done, initializing, notes, skipped, incomplete);
    }

    private void plan(Cartridge cartridge, List<PlannedStep> steps) {
        String name = cartridge.name();
        boolean known = initialized.contains(name);
        boolean initializes =
                mode != PrepareMode.MIGRATE && cartridge.initializes() && (mode == PrepareMode.INIT || !known);
        boolean migrates = mode != PrepareMode.INIT && !initializes;
        List<PreparationStep> made = new ArrayList<>();
        for (PreparationStep step : cartridge.steps()) {
            boolean init = step.type() == StepType.DBINIT;
            Optional<Reason> reason = init ? initReason(step, initializes) : migrateReason(step, migrates);
            if (reason.isPresent()) {
                add(step, reason.get(), steps);
            } else if (initializes && !known && step.version().isPresent() && !registry.containsKey(StepKey.of(step))) {
                made.add(step);
            } else if (known && !init && !migrates && step.version().isPresent() && !isDone(step)) {
                incomplete.add(name);
            }
        }
        if (mode == PrepareMode.MIGRATE && cartridge.initializes() && !known) {
            incomplete.add(name);
            notes.add(name + " is not initialized, and does not count as initialized when it is migrated.");
        }
        if (mode == PrepareMode.AUTO
                && !cartridge.initializes()
                && !cartridge.steps().isEmpty()) {
            notes.add(name + " has no dbinit.properties: its steps of migration run on an empty database too.");
        }
        if (initializes && !known && !incomplete.contains(name)) {
            registered.addAll(made);
            initializing.add(name);
        }
    }

    private void add(PreparationStep step, Reason reason, List<PlannedStep> steps) {
        if (selection.admits(step) && (!selection.structureOnly() || definesStructure.test(step))) {
            steps.add(new PlannedStep(step, reason));
        } else {
            skipped.add(step);
            if (reason != Reason.ALWAYS && reason != Reason.FORCED) {
                incomplete.add(step.cartridge());
            }
        }
    }

    /** Why a step of an initialization runs; empty when it does not. */
    private Optional<Reason> initReason(PreparationStep step, boolean initializes) {
        boolean named = mode != PrepareMode.MIGRATE
                && (selection.execs(step) || selection.forced().names(step));
        if (initializes || named) {
            return once(step, named || selection.forced().covers(step));
        }
        return Optional.empty();
    }

    /** Why a step of a migration runs; empty when it does not. */
    private Optional<Reason> migrateReason(PreparationStep step, boolean migrates) {
        boolean named = mode != PrepareMode.INIT && selection.forced().names(step);
        if (!migrates && !named) {
            return Optional.empty();
        }
        if (step.version().isEmpty()) {
            return Optional.of(named ? Reason.FORCED : Reason.ALWAYS);
        }
        return once(step, named || selection.forced().covers(step));
    }

    private Optional<Reason> once(PreparationStep step, boolean forced) {
        StepStatus status = registry.get(StepKey.of(step));
        if (status == null) {
            return Optional.of(Reason.NEW);
        }
        return switch (status) {
            case SUCCESS, SKIPPED -> {
                done += forced ? 0 : 1;
                yield forced ? Optional.of(Reason.FORCED) : Optional.empty();
            }
            case FAILURE -> Optional.of(Reason.FAILED_BEFORE);
            case RUNNING, INTERRUPTED -> Optional.of(Reason.INTERRUPTED_BEFORE);
        };
    }

    private boolean isDone(PreparationStep step) {
        StepStatus status = registry.get(StepKey.of(step));
        return status == StepStatus.SUCCESS || status == StepStatus.SKIPPED;
    }
}
