package io.penstock.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store tells of a run beside its record.
 *
 * @param stage what it is at, or was at when it ended
 * @param fraction how much of its work is done, 0 to 1
 * @param log its lines, oldest first
 */
public record RunDetails(
        Run run, String stage, double fraction, List<Step> steps, List<Decision> decisions, List<LogLine> log) {

    /**
     * A part of a run.
     *
     * @param ended absent while it is under way, or when its process died in it
     * @param attempts how often it was begun or something in it was tried again
     */
    public record Step(
            int number,
            String name,
            String cluster,
            String state,
            Instant began,
            @Nullable Instant ended,
            int attempts) {}

    /** What a person decided about a run. */
    public record Decision(String kind, String by, Instant at, String reason) {}

    /** Numbers of the lines of a run grow with time. */
    public record LogLine(long number, Instant at, String line) {}

    public RunDetails {
        steps = List.copyOf(steps);
        decisions = List.copyOf(decisions);
        log = List.copyOf(log);
    }
}
