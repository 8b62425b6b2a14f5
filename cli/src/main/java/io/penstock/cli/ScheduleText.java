package io.penstock.cli;

import io.penstock.schedule.Schedule;
import io.penstock.schedule.ScheduleWords;
import io.penstock.schedule.ScheduledTime;
import io.penstock.schedule.Schedules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Schedules for people; and for programs. */
final class ScheduleText {

    static final String UNATTENDED =
            "No worker is there to begin it. Start one, on any machine that reaches the store: penstock schedule run";

    private static final int COMING = 3;

    /** A schedule as JSON; times in UTC. */
    record Entry(
            long schedule,
            String command,
            String environment,
            String cron,
            String zone,
            String late,
            String waits,
            String by,
            List<String> next) {}

    /** What became of a time, as JSON. */
    record TimeEntry(String due, String last, long times, String state, String note, String run) {}

    record ListEntry(Entry schedule, List<TimeEntry> times) {}

    record ListDocument(boolean worker, List<ListEntry> schedules) {}

    private ScheduleText() {}

    /** Says that one was made, and whether anybody is there to begin it. */
    static void added(Session session, Schedule added, boolean attended) {
        String times = added.coming(COMING).stream()
                .map((Instant at) -> added.shown(at))
                .collect(Collectors.joining(", "));
        session.result(
                entry(added),
                "Schedule " + added.id() + ": " + added.command() + " is run by itself: " + times
                        + (added.cron().isEmpty() ? "." : ", …"));
        if (!attended) {
            session.note(UNATTENDED);
        }
    }

    static Entry entry(Schedule schedule) {
        return entry(schedule, COMING);
    }

    static Entry entry(Schedule schedule, int next) {
        return new Entry(
                schedule.id(),
                schedule.command(),
                schedule.environment(),
                schedule.cron(),
                schedule.zone().getId(),
                schedule.late().toString(),
                schedule.patience().toString(),
                schedule.createdBy(),
                schedule.coming(next).stream().map(Instant::toString).toList());
    }

    static ListEntry entry(Schedules.Listed listed, int next) {
        return new ListEntry(
                entry(listed.schedule(), next),
                listed.times().stream()
                        .map(time -> new TimeEntry(
                                time.due().toString(),
                                time.last().toString(),
                                time.times(),
                                time.state(),
                                time.note(),
                                time.run()))
                        .toList());
    }

    /** One schedule, its next times and what became of its last ones. */
    static List<String> lines(Schedules.Listed listed, int next, Instant now) {
        Schedule schedule = listed.schedule();
        List<String> lines = new ArrayList<>();
        String when = schedule.cron().isEmpty() ? "once" : schedule.cron();
        lines.add(schedule.id() + "  " + schedule.command() + "  (" + when + ", " + schedule.zone() + ", by "
                + schedule.createdBy() + ")");
        List<Instant> coming = schedule.coming(next);
        if (coming.isEmpty()) {
            lines.add("   over");
        }
        for (Instant at : coming) {
            lines.add("   " + (at.isBefore(now) ? "due   " : "next  ") + schedule.shown(at));
        }
        for (ScheduledTime time : listed.times()) {
            lines.add("   was   " + Layout.plain(ScheduleWords.line(schedule, time)));
        }
        return lines;
    }
}
