package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.run.Run;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code penstock runs list}. */
@Command(name = "list", description = "Lists all runs, newest first.")
final class RunsListCommand implements Callable<Integer> {

    /** A run as JSON; times in UTC. */
    record Entry(
            String run,
            String command,
            String state,
            String startedBy,
            String began,
            @Nullable String ended) {}

    private static final int BEGAN_AT = 1;
    private static final int TOOK = 3;
    private static final int BY = 5;
    private static final DateTimeFormatter BEGAN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final Session session;

    RunsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Run> runs = session.open().journal().list();
        TextTable table = new TextTable("", "wwwrll")
                .optional(BY, BEGAN_AT, TOOK)
                .row("RUN", "BEGAN", "STATE", "TOOK", "COMMAND", "BY");
        for (Run run : runs) {
            table.row(
                    run.id(),
                    BEGAN.format(run.began().atZone(ZoneId.systemDefault())),
                    run.state().label(),
                    took(run),
                    run.command(),
                    run.startedBy());
        }
        String text = runs.isEmpty()
                ? "No run yet."
                : String.join("\n", table.lines(session.style().columns()));
        session.result(runs.stream().map(RunsListCommand::entry).toList(), text);
        return 0;
    }

    private static String took(Run run) {
        return run.ended() == null
                ? ""
                : Figures.duration(Duration.between(run.began(), run.ended()).toMillis() / 1000.0);
    }

    private static Entry entry(Run run) {
        return new Entry(
                run.id(),
                run.command(),
                run.state().label(),
                run.startedBy(),
                run.began().toString(),
                run.ended() == null ? null : run.ended().toString());
    }
}
