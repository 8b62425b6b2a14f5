package io.penstock.prepare.validation;

import io.penstock.PenstockException;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.CartridgeInspection;
import java.nio.file.Path;
import java.util.Set;

/** Looks through all cartridges of a directory for what would go wrong when they are prepared. */
public final class CartridgeValidation {

    private final Path directory;
    private final Set<String> builtIn;

    /**
     * @param directory with the list and the cartridges, or a share with both in {@code system/cartridges}
     * @param builtIn the last parts of the names of preparers that need no jar
     */
    public CartridgeValidation(Path directory, Set<String> builtIn) {
        this.directory = directory;
        this.builtIn = Set.copyOf(builtIn);
    }

    /** @throws PenstockException CARTRIDGE-FILE-UNREADABLE */
    public ValidationReport run() {
        Findings findings = new Findings();
        try (CartridgeInspection inspection = CartridgeInspection.of(directory)) {
            DescriptorFaults descriptors = new DescriptorFaults(inspection, findings);
            ReferenceFaults references = new ReferenceFaults(inspection, builtIn, findings);
            ScriptFaults scripts = new ScriptFaults(inspection, references, findings);
            DataFaults data = new DataFaults(inspection, findings);
            descriptors.findInList();
            int steps = 0;
            for (Cartridge cartridge : inspection.cartridges()) {
                descriptors.findIn(cartridge);
                references.findIn(cartridge);
                scripts.findIn(cartridge);
                data.findIn(cartridge);
                steps += cartridge.steps().size();
            }
            return new ValidationReport(
                    inspection.cartridges().size(),
                    steps,
                    findings.sorted().stream().map(ValidationReport.Entry::of).toList());
        }
    }
}
