package io.penstock.checks;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The fault matrix as a table of Markdown. */
final class FaultTable {

    private FaultTable() {}

    static String markdown() {
        String head = Arrays.stream(Fault.values()).map(Fault::label).collect(Collectors.joining(" | "));
        StringBuilder table = new StringBuilder("| step | " + head + " |\n|---|");
        table.append("---|".repeat(Fault.values().length)).append('\n');
        for (FaultStep step : FaultStep.values()) {
            String cells = Arrays.stream(Fault.values())
                    .map(fault -> cell(step, fault))
                    .collect(Collectors.joining(" | "));
            table.append("| ").append(step.label()).append(" | ").append(cells).append(" |\n");
        }
        return table.toString();
    }

    private static String cell(FaultStep step, Fault fault) {
        if (!fault.concerns(step)) {
            return fault.ofHook() ? "–¹" : "–²";
        }
        return fault.endsAsAfter(step) ? "after" : "before";
    }

    /** How many cells are tried. */
    static long cells() {
        return Arrays.stream(FaultStep.values())
                .mapToLong(step -> Arrays.stream(Fault.values())
                        .filter(fault -> fault.concerns(step))
                        .count())
                .sum();
    }
}
