package io.penstock.schedule;

/** Hears what becomes of the times of schedules; throws nothing. */
@FunctionalInterface
public interface ScheduleListener {

    void changed(Schedule schedule, ScheduledTime time);
}
