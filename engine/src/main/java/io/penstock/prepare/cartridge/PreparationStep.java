package io.penstock.prepare.cartridge;

import io.penstock.landscape.Place;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a descriptor.
 *
 * @param version of the file that it stands in; empty for {@code dbinit.properties} and {@code migration.properties}
 * @param preparer the name of the class, as written
 * @param parameters what follows it, parted at blanks
 * @param text all of the value as it is written, with the ends of its lines: a parameter may hold blanks
 */
public record PreparationStep(
        String cartridge,
        StepType type,
        Optional<MigrationVersion> version,
        StepId id,
        String preparer,
        List<String> parameters,
        String text,
        Place place) {

    public PreparationStep {
        parameters = List.copyOf(parameters);
    }

    /** As people name it: {@code core:pre.Class1} or {@code core:7.4.3.0:Class2}. */
    public String name() {
        return cartridge + ":" + version.map(each -> each + ":").orElse("") + id;
    }

    /** The class without its package. */
    public String shortPreparer() {
        return preparer.substring(preparer.lastIndexOf('.') + 1);
    }

    /** {@code DatabaseTablesPreparer}, or {@code SQLScriptPreparer [resources/core/a.sql,x]}. */
    public String shownPreparer() {
        return parameters.isEmpty() ? shortPreparer() : shortPreparer() + " [" + String.join(",", parameters) + "]";
    }
}
