package io.penstock.prepare;

import io.penstock.prepare.cartridge.PreparationStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one database needs.
 *
 * @param steps in the order in which they run
 * @param registered steps of migration that are entered as done without running, since an initialization makes what they would change
 * @param done how many steps need not run again
 * @param initialized cartridges that count as initialized when all of their steps have succeeded
 * @param notes for people
 * @param skipped steps that are due and were left out by the selection
 * @param incomplete cartridges that are neither initialized nor at their last version when all steps have succeeded
 */
public record PreparationPlan(
        List<PlannedStep> steps,
        List<PreparationStep> registered,
        int done,
        List<String> initialized,
        List<String> notes,
        List<PreparationStep> skipped,
        Set<String> incomplete) {

    public PreparationPlan {
        steps = List.copyOf(steps);
        registered = List.copyOf(registered);
        initialized = List.copyOf(initialized);
        notes = List.copyOf(notes);
        skipped = List.copyOf(skipped);
        incomplete = Set.copyOf(incomplete);
    }

    /** The same, with how long steps took when they ran last, in milliseconds. */
    PreparationPlan taking(Map<StepKey, Long> durations) {
        List<PlannedStep> known = steps.stream()
                .map(each -> new PlannedStep(each.step(), each.reason(), durations.get(StepKey.of(each.step()))))
                .toList();
        return new PreparationPlan(known, registered, done, initialized, notes, skipped, incomplete);
    }

    /** The same, with more notes. */
    PreparationPlan noting(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new PreparationPlan(steps, registered, done, initialized, all, skipped, incomplete);
    }

    /** Whether more has to be done than what is done every time. */
    boolean pending() {
        return steps.stream().anyMatch(each -> each.reason() != Reason.ALWAYS);
    }
}
