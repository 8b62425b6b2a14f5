package io.penstock.cli;

import io.penstock.schedule.Schedules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code penstock schedule list}. */
@Command(
        name = "list",
        description =
                "Lists what is run by itself: the times that come next, and what became of the last ones, also of those that were missed.")
final class ScheduleListCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--next", paramLabel = "N", description = "How many of the next times are shown; 3 unless given.")
    private int next = 3;

    @Option(names = "--last", paramLabel = "N", description = "How many of the last times are shown; 5 unless given.")
    private int last = 5;

    ScheduleListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Schedules schedules = session.open().schedules();
        List<Schedules.Listed> listed = schedules.list(Math.max(0, last));
        boolean attended = schedules.attended();
        List<String> lines = new ArrayList<>();
        Instant now = Instant.now();
        listed.forEach(each -> lines.addAll(ScheduleText.lines(each, Math.max(1, next), now)));
        session.result(
                new ScheduleText.ListDocument(
                        attended,
                        listed.stream()
                                .map(each -> ScheduleText.entry(each, Math.max(1, next)))
                                .toList()),
                listed.isEmpty() ? "Nothing is run by itself." : String.join("\n", lines));
        if (!attended && !listed.isEmpty()) {
            session.note(ScheduleText.UNATTENDED);
        }
        return 0;
    }
}
