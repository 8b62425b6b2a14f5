package io.penstock.prepare.cartridge;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of a step in a descriptor, {@code [pre.|post.]ClassN}. N is a floating point number from 0 to {@link Double#MAX_VALUE}; it says in which order steps run, not who they are:
 * {@code Class1} and {@code Class01} are two steps of one place, which then go by their spelling.
 *
 * @param written as it stands in the descriptor; the identity of the step
 */
public record StepId(Phase phase, double number, String written) implements Comparable<StepId> {

    private static final Pattern KEY =
            Pattern.compile("(pre\\.|post\\.|)Class((?:\\d+\\.?\\d*|\\.\\d+)(?:[eE]\\+?\\d+)?)");
    private static final Comparator<StepId> ORDER = Comparator.comparing(StepId::phase)
            .thenComparingDouble(StepId::number)
            .thenComparing(StepId::written);

    /** Reads a key; empty when it is not that of a step. */
    public static Optional<StepId> of(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(matcher.group(2));
        if (number > Double.MAX_VALUE) {
            return Optional.empty();
        }
        Phase phase = switch (matcher.group(1)) {
            case "pre." -> Phase.PRE;
            case "post." -> Phase.POST;
            default -> Phase.MAIN;
        };
        return Optional.of(new StepId(phase, number, key));
    }

    /** By phase, then by number. */
    @Override
    public int compareTo(StepId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return written;
    }
}
