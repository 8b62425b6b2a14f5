package io.penstock.cli;

import io.penstock.schedule.ScheduleWords;
import io.penstock.schedule.ScheduleWorker;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code penstock schedule run}. */
@Command(
        name = "run",
        description = {
            "Begins what is due, until it is stopped.",
            "",
            "Runs in the foreground, for systemd or a terminal. Several, also on several machines with one store, share the work: each time is begun"
                    + " by one, and when that one dies, another begins it again. Ctrl-C and SIGTERM end it; a run that is under way is cancelled, and"
                    + " its target is as it was."
        })
final class ScheduleRunCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "How many runs it works on at a time; 2 unless given. What has no place waits.")
    private int runs = 2;

    ScheduleRunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ScheduleWorker worker = session.open()
                .schedules()
                .worker(
                        Math.max(1, runs),
                        (schedule, time) -> session.note("Schedule " + schedule.id() + ", " + schedule.command() + ": "
                                + Layout.plain(ScheduleWords.line(schedule, time))));
        session.interruption().stops(worker::stop);
        session.note("Begins what is due. End it with Ctrl-C.");
        worker.run();
        session.result(Map.of("stopped", true), "The worker was stopped.");
        return 0;
    }
}
