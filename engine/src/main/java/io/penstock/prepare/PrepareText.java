package io.penstock.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
                    lines.add(("-------------------- " + phase + " ").concat("-".repeat(35 - phase.length())));
                }
                lines.add(planned ? plannedLine(step) : line(step));
            }
            lines.add("-------------------- preparation summary ---------------");
            lines.add(summary(database, planned));
        }
        report.problems().forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static String plannedLine(PrepareReport.StepReport step) {
        return "To run:  " + step.step() + " " + step.preparer() + " (" + step.reason() + ")";
    }

    private static String line(PrepareReport.StepReport step) {
        return switch (step.status()) {
            case "SUCCESS" -> "Success: " + step.step() + " " + step.preparer() + " " + step.milliseconds() + "ms";
            case "FAILURE" ->
                "Failure: " + step.step() + " " + step.preparer() + " " + step.milliseconds() + "ms: " + step.error();
            default -> "Not run: " + step.step() + " " + step.preparer();
        };
    }

    private String summary(PrepareReport.DatabaseReport database, boolean planned) {
        long failed = count(database, "FAILURE");
        String rest = database.done() + " done before, " + database.registered() + " registered without running";
        return planned
                ? database.steps().size() + " steps to run, " + rest
                : String.format(
                        Locale.ROOT,
                        "DBPrepare with %d steps (success: %d, failure: %d), %s, finished in %.3fs",
                        database.steps().size(),
                        count(database, "SUCCESS"),
                        failed,
                        rest,
                        report.seconds());
    }

    private static long count(PrepareReport.DatabaseReport database, String status) {
        return database.steps().stream()
                .filter(step -> step.status().equals(status))
                .count();
    }
}
