package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.run.Run;
import io.penstock.run.RunDetails;
import io.penstock.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the store tells of a run, for people; and for programs. */
final class RunDetailsText {

    /** A run as JSON; times in UTC. */
    record Entry(
            String run,
            String command,
            String environment,
            String state,
            String startedBy,
            String host,
            long pid,
            String began,
            @Nullable String ended,
            String stage,
            double fraction,
            List<StepEntry> steps,
            List<DecisionEntry> decisions,
            List<LineEntry> log) {}

    record StepEntry(
            int step,
            String name,
            String cluster,
            String state,
            String began,
            @Nullable String ended,
            int attempts) {}

    record DecisionEntry(String kind, String by, String at, String reason) {}

    record LineEntry(String at, String line) {}

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private RunDetailsText() {}

    static Entry entry(RunDetails details) {
        Run run = details.run();
        return new Entry(
                run.id(),
                run.command(),
                run.environment(),
                run.state().label(),
                run.startedBy(),
                run.host(),
                run.pid(),
                run.began().toString(),
                text(run.ended()),
                details.stage(),
                details.fraction(),
                details.steps().stream()
                        .map(step -> new StepEntry(
                                step.number(),
                                step.name(),
                                step.cluster(),
                                step.state(),
                                step.began().toString(),
                                text(step.ended()),
                                step.attempts()))
                        .toList(),
                details.decisions().stream()
                        .map(each -> new DecisionEntry(
                                each.kind(), each.by(), each.at().toString(), each.reason()))
                        .toList(),
                details.log().stream()
                        .map(each -> new LineEntry(each.at().toString(), each.line()))
                        .toList());
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    /** Head, steps and log. */
    static String page(RunDetails details, int columns) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(details));
        lines.add("");
        TextTable steps = new TextTable("  ", "lllrr").row("STEP", "FOR", "STATE", "TRIES", "TOOK");
        details.steps()
                .forEach(step -> steps.row(
                        step.name(),
                        step.cluster(),
                        step.state(),
                        Integer.toString(step.attempts()),
                        took(step.began(), step.ended())));
        lines.addAll(steps.lines(columns));
        lines.add("");
        if (details.run().state() instanceof RunState.Died) {
            details.run().goingOn().ifPresent(command -> lines.addAll(List.of("Go on with it by: " + command, "")));
        }
        details.log().forEach(line -> lines.add("  " + line(line)));
        return String.join("\n", lines);
    }

    static String headline(RunDetails details) {
        Run run = details.run();
        String at = run.ended() == null && !details.stage().isEmpty()
                ? ", " + details.stage() + ", " + Math.round(details.fraction() * 100) + " %"
                : "";
        return "Run " + run.id() + " (" + run.command() + ") "
                + (run.state() instanceof RunState.Died
                        ? "has died"
                        : "is " + run.state().label()) + at + "; started by " + run.startedBy() + ", process "
                + run.pid() + " of " + run.host();
    }

    static String line(RunDetails.LogLine line) {
        return MOMENT.format(line.at()) + " " + Layout.plain(line.line());
    }

    private static String took(Instant began, @Nullable Instant ended) {
        return ended == null
                ? ""
                : Figures.duration(Duration.between(began, ended).toMillis() / 1000.0);
    }
}
