package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.prepare.cartridge.PreparationStep;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Finds the class of a step: the documented names are built in, whatever the package before them. */
final class Preparers {

    private final Map<String, Supplier<Preparer>> builtIn;

    /** @param builtIn by the last part of the class name */
    Preparers(Map<String, Supplier<Preparer>> builtIn) {
        this.builtIn = Map.copyOf(builtIn);
    }

    /** @throws PenstockException PREPARER-UNKNOWN */
    Preparer of(PreparationStep step) {
        Supplier<Preparer> known = builtIn.get(step.shortPreparer());
        if (known == null) {
            throw new PenstockException(
                    PrepareProblem.PREPARER_UNKNOWN,
                    step.place() + ": the preparer " + step.preparer() + " of " + step.name() + " is not known.",
                    "Known are: " + String.join(", ", new TreeSet<>(builtIn.keySet())) + ".");
        }
        return known.get();
    }
}
