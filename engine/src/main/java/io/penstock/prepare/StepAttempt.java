package io.penstock.prepare;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the attempts.
 *
 * @param step as people name it
 * @param moment in UTC
 * @param error why it failed, or why a person entered it
 */
public record StepAttempt(
        String step,
        String type,
        String status,
        String moment,
        String run,
        @Nullable String error) {}
