package io.penstock.prepare.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for people. */
public final class RehearsalText {

    private final RehearsalReport report;

    public RehearsalText(RehearsalReport report) {
        this.report = report;
    }

    public String render() {
        List<String> lines = new ArrayList<>();
        for (RehearsalReport.DatabaseRehearsal database : report.databases()) {
            lines.add(report.environment() + " " + database.cluster() + ": " + database.database());
            lines.add("  rehearsed on " + database.copy());
            lines.add("  " + database.rests());
            database.steps().forEach(step -> add(step, lines));
            lines.add(summary(database.steps()));
        }
        report.problems().forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static void add(RehearsalReport.StepRehearsal step, List<String> lines) {
        lines.add(step.step() + " " + step.preparer() + ": " + step.outcome().phrase()
                + (step.error() == null ? "" : ": " + step.error()));
        step.differences().forEach(difference -> lines.add("  " + difference));
    }

    private String summary(List<RehearsalReport.StepRehearsal> steps) {
        long failed = steps.stream()
                .filter(step -> step.outcome() == RehearsalReport.Outcome.FAILED
                        || step.outcome() == RehearsalReport.Outcome.FAILED_AGAIN)
                .count();
        long bad = steps.stream()
                .filter(step -> step.outcome() == RehearsalReport.Outcome.NOT_IDEMPOTENT
                        || step.outcome() == RehearsalReport.Outcome.ONE_OF_THESE)
                .count();
        return String.format(
                Locale.ROOT,
                "%d steps ran twice or failed before (not idempotent: %d, failed: %d), finished in %.3fs",
                steps.size(),
                bad,
                failed,
                report.seconds());
    }
}
