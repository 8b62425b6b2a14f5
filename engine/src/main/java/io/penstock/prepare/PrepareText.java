package io.penstock.prepare;

import java.util.ArrayList;
import java.util.List;

/** A report for people, in the lines of the documented log. */
public final class PrepareText {

    private final PrepareReport report;

    public PrepareText(PrepareReport report) {
        this.report = report;
    }

    public String render() {
        List<String> lines = new ArrayList<>();
        boolean planned = report.run() == null;
        for (PrepareReport.DatabaseReport database : report.databases()) {
            lines.add(report.environment() + " " + database.cluster() + ": " + database.database());
            database.notes().forEach(note -> lines.add("  " + note));
            String phase = "";
            for (PrepareReport.StepReport step : database.steps()) {
                if (!step.phase().equals(phase)) {
                    phase = step.phase();
                    lines.add(LogLines.heading(phase));
                }
                lines.add(planned ? plannedLine(step) : LogLines.step(step));
                step.notes().forEach(note -> lines.add("         " + note));
            }
            lines.addAll(summary(database, planned));
        }
        report.problems().forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static String plannedLine(PrepareReport.StepReport step) {
        Long last = step.lastMilliseconds();
        String took = last == null ? "" : ", took " + last + "ms last time";
        return "To run:  " + step.step() + " " + step.preparer() + " (" + step.reason() + took + ")";
    }

    private List<String> summary(PrepareReport.DatabaseReport database, boolean planned) {
        String rest = database.done() + " done before, " + database.registered() + " registered without running";
        if (!planned) {
            List<String> lines = new ArrayList<>(LogLines.summary(report.tool(), database));
            lines.add("  " + rest);
            if (database.log() != null) {
                lines.add("  log: " + database.log());
            }
            return lines;
        }
        String skipped = database.skipped() == 0 ? "" : ", " + database.skipped() + " skipped";
        long known = database.steps().stream()
                .mapToLong(step -> step.lastMilliseconds() == null ? 0 : step.lastMilliseconds())
                .sum();
        return List.of(
                LogLines.heading(LogLines.SUMMARY),
                database.steps().size() + (database.steps().size() == 1 ? " step" : " steps") + " to run, " + rest
                        + skipped
                        + (known == 0 ? "" : "; they took " + LogLines.seconds(known / 1000.0) + " last time"));
    }
}
