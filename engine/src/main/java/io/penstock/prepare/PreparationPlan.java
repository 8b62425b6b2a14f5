package io.penstock.prepare;

import io.penstock.prepare.cartridge.PreparationStep;
import java.util.List;

/**
 * What one database needs.
 *
 * @param steps in the order in which they run
 * @param registered steps of migration that are entered as done without running, since an initialization makes what they would change
 * @param done how many steps need not run again
 * @param initialized cartridges that count as initialized when all of their steps have succeeded
 * @param notes for people
 */
public record PreparationPlan(
        List<PlannedStep> steps,
        List<PreparationStep> registered,
        int done,
        List<String> initialized,
        List<String> notes) {

    public PreparationPlan {
        steps = List.copyOf(steps);
        registered = List.copyOf(registered);
        initialized = List.copyOf(initialized);
        notes = List.copyOf(notes);
    }
}
