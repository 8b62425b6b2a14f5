package io.penstock.prepare;

import io.penstock.prepare.cartridge.PreparationStep;
import io.penstock.prepare.cartridge.StepType;
import java.util.Set;

/**
 * Which steps a user wants; see the table of command line parameters in the reference of DBInit and DBMigrate.
 *
 * @param cartridges names of those that are prepared; all of the list when empty
 * @param keys property keys such as {@code pre.Class42} of the steps that may run; all when empty
 * @param execIds the only steps that run, each of an initialization, whether they succeeded before or not; no such choice when empty
 * @param structureOnly only steps whose preparers define structure
 * @param versionDependent whether steps of {@code migration-to-<version>.properties} may run
 * @param versionIndependent whether steps of {@code migration.properties} may run
 */
public record StepSelection(
        Set<String> cartridges,
        Set<String> keys,
        Set<StepName> execIds,
        boolean structureOnly,
        boolean versionDependent,
        boolean versionIndependent,
        ForcedSteps forced) {

    public StepSelection {
        cartridges = Set.copyOf(cartridges);
        keys = Set.copyOf(keys);
        execIds = Set.copyOf(execIds);
    }

    /** All steps of some cartridges; of all when empty. */
    public static StepSelection of(Set<String> cartridges) {
        return new StepSelection(cartridges, Set.of(), Set.of(), false, true, true, ForcedSteps.NONE);
    }

    /** Whether a step that is due may run, as far as that does not depend on its preparer. */
    boolean admits(PreparationStep step) {
        boolean wanted = keys.isEmpty() || keys.contains(step.id().written());
        boolean named = execIds.isEmpty() || execs(step);
        boolean kind =
                step.type() == StepType.DBINIT || (step.version().isPresent() ? versionDependent : versionIndependent);
        return wanted && named && kind;
    }

    /** Whether it is one of the initialization that was asked for by its name. */
    boolean execs(PreparationStep step) {
        return step.type() == StepType.DBINIT && execIds.stream().anyMatch(name -> name.means(step));
    }
}
