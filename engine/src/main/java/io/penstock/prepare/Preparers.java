package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.prepare.cartridge.PreparationStep;
import java.util.Map;
import java.util.function.Supplier;

/** Finds the class of a step: the documented names are built in, whatever the package before them. */
final class Preparers {

    private static final Map<String, Supplier<Preparer>> BUILT_IN =
            Map.of("SQLScriptPreparer", SqlScriptPreparer::new, "ExecuteSQLScriptPreparer", SqlScriptPreparer::new);

    /** @throws PenstockException PREPARER-UNKNOWN */
    Preparer of(PreparationStep step) {
        Supplier<Preparer> known = BUILT_IN.get(step.shortPreparer());
        if (known == null) {
            throw new PenstockException(
                    PrepareProblem.PREPARER_UNKNOWN,
                    step.place() + ": the preparer " + step.preparer() + " of " + step.name() + " is not known.",
                    "Known are: "
                            + String.join(
                                    ", ", BUILT_IN.keySet().stream().sorted().toList()) + ".");
        }
        return known.get();
    }
}
