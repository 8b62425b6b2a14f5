package io.penstock.schedule;

import java.time.Instant;

/** What people are told of schedules. */
public final class ScheduleWords {

    private ScheduleWords() {}

    /** What became of a time, as the end of a sentence such as "sync prd uat is delayed"; empty when the run tells it. */
    static String told(Schedule schedule, ScheduledTime time) {
        return switch (time.state()) {
            case ScheduledTime.DELAYED -> "is delayed";
            case ScheduledTime.MISSED -> "was missed";
            default -> time.isOver() && (time.run().isEmpty() || time.state().equals("died")) ? "could not be run" : "";
        };
    }

    /** The text of a message. */
    static String message(Schedule schedule, ScheduledTime time, Instant now) {
        String text =
                line(schedule, time) + "\n\nSchedule " + schedule.id() + ", made by " + schedule.createdBy() + ".\n";
        if (time.state().equals(ScheduledTime.DELAYED)) {
            return text + "It is tried again every minute until "
                    + schedule.shown(time.due().plus(schedule.patience())) + ".\n";
        }
        return schedule.next(time.last())
                .map(next -> text + "The next time is " + schedule.shown(next) + ".\n")
                .orElse(text + "It does not come again.\n");
    }

    /** What became of a time, such as {@code 2026-12-01 02:00 CET missed: no worker was there to begin it}. */
    public static String line(Schedule schedule, ScheduledTime time) {
        String when = schedule.shown(time.due());
        if (time.times() > 1) {
            when = time.times() + " times from " + when + " to " + schedule.shown(time.last());
        }
        String run = time.run().isEmpty() ? "" : ", run " + time.run();
        return when + " " + time.state() + run + (time.note().isEmpty() ? "" : ": " + time.note());
    }
}
