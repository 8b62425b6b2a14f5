package io.penstock.schedule;

import java.time.Instant;

/**
 * What became of a time of a schedule, or of several in a row that were missed.
 *
 * @param due the time, or the first of them
 * @param last the last of them; equal to {@code due} for one
 * @param times how many they are
 * @param state {@code running}, {@code delayed}, {@code missed}, or how the run ended: {@code done}, {@code failed}, …
 * @param note why, for people; empty when there is nothing to say
 * @param run its id; empty where none began
 * @param attempts how often it was begun
 */
public record ScheduledTime(
        Instant due, Instant last, long times, String state, String note, String run, int attempts) {

    static final String RUNNING = "running";
    static final String DELAYED = "delayed";
    static final String MISSED = "missed";

    static ScheduledTime running(Instant due, int attempts) {
        return new ScheduledTime(due, due, 1, RUNNING, "", "", attempts);
    }

    boolean isOver() {
        return !state.equals(RUNNING) && !state.equals(DELAYED);
    }

    ScheduledTime as(String next, String why) {
        return new ScheduledTime(due, last, times, next, why, run, attempts);
    }

    ScheduledTime ofRun(String id) {
        return new ScheduledTime(due, last, times, state, note, id, attempts);
    }
}
