package io.penstock.sync;

import java.util.List;
import java.util.Optional;

/**
 * What a run is about to swap: kept with each part, before the first is swapped and until the last is. The parts stand in the order of the swap, so
 * the last one decides: where that was swapped, all were.
 *
 * @param parts names of {@link SwapPart}s
 */
record SwapIntent(String run, List<String> parts) {

    private static final String AFTER_RUN = ": ";
    private static final String BETWEEN_PARTS = ", ";

    SwapIntent {
        parts = List.copyOf(parts);
    }

    String text() {
        return run + AFTER_RUN + String.join(BETWEEN_PARTS, parts);
    }

    /** Reads a {@link #text}; empty when it is none. */
    static Optional<SwapIntent> parse(String text) {
        int end = text.indexOf(AFTER_RUN);
        return end <= 0
                ? Optional.empty()
                : Optional.of(new SwapIntent(
                        text.substring(0, end),
                        List.of(text.substring(end + AFTER_RUN.length()).split(BETWEEN_PARTS))));
    }
}
