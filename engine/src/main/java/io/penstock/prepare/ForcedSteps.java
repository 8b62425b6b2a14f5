package io.penstock.prepare;

import io.penstock.prepare.cartridge.PreparationStep;
import java.util.Set;

/**
 * The steps that run again though they succeeded.
 *
 * @param all every step of the job that a cartridge is due for
 * @param ids single steps, also of the job that their cartridge is not due for
 * @param preparers class names without the package
 * @param versions as in the names of {@code migration-to-<version>.properties}
 * @param prefixes {@code pre.Class}, {@code Class} or {@code post.Class}
 */
public record ForcedSteps(
        boolean all, Set<StepName> ids, Set<String> preparers, Set<String> versions, Set<String> prefixes) {

    public static final ForcedSteps NONE = new ForcedSteps(false, Set.of(), Set.of(), Set.of(), Set.of());

    public ForcedSteps {
        ids = Set.copyOf(ids);
        preparers = Set.copyOf(preparers);
        versions = Set.copyOf(versions);
        prefixes = Set.copyOf(prefixes);
    }

    /** Whether the step was named by itself. */
    boolean names(PreparationStep step) {
        return ids.stream().anyMatch(id -> id.means(step));
    }

    /** Whether the step runs again when its cartridge is due for its job. */
    boolean covers(PreparationStep step) {
        return all
                || names(step)
                || preparers.contains(step.shortPreparer())
                || preparers.contains(step.preparer())
                || step.version()
                        .map(version -> versions.contains(version.written()))
                        .orElse(false)
                || prefixes.contains(step.id().phase().prefix() + "Class");
    }
}
