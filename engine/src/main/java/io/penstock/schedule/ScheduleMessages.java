package io.penstock.schedule;

import io.penstock.PenstockException;
import io.penstock.message.Messages;
import java.time.Clock;

/** Tells people of times that are delayed or missed, or at which no run could begin; a run tells of itself. */
final class ScheduleMessages implements ScheduleListener {

    private final Messages messages;
    private final Clock clock;

    ScheduleMessages(Messages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public void changed(Schedule schedule, ScheduledTime time) {
        String what = ScheduleWords.told(schedule, time);
        if (what.isEmpty()) {
            return;
        }
        try {
            messages.write(
                    schedule.environment(),
                    schedule.createdBy(),
                    time.run(),
                    "[penstock " + schedule.environment() + "] " + schedule.command() + " " + what,
                    ScheduleWords.message(schedule, time, clock.instant()));
            messages.deliver();
        } catch (PenstockException e) {
            // It waits in the outbox; or the store directory is not usable, which the next run says.
        }
    }
}
