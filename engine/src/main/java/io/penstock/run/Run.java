package io.penstock.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one run.
 *
 * @param id begins with the time at which the run began, so that ids sort by age
 * @param command what was asked for, such as {@code sync prd uat}
 * @param startedBy user and machine
 * @param ended absent while it is under way
 * @param pid the process that works on it
 */
public record Run(
        String id,
        String command,
        String startedBy,
        Instant began,
        @Nullable Instant ended,
        RunState state,
        long pid) {}
