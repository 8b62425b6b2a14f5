package io.penstock.prepare;

import io.penstock.prepare.cartridge.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of a log, as in the reference of DBInit and DBMigrate, "Error Analysis". */
final class LogLines {

    static final String SUMMARY = "preparation summary";

    private static final int WIDTH = 57;
    private static final String RULE = "-".repeat(20);
    private static final double SECONDS_WITH_FRACTION = 10;

    private LogLines() {}

    static String startup(String tool) {
        return "Startup " + tool + " (appserver mode " + tool + ")...";
    }

    static String started(double seconds) {
        return "Startup finished in " + seconds(seconds);
    }

    /** A line across the log. */
    static String heading(String title) {
        String begun = RULE + " " + title + " ";
        return begun + "-".repeat(WIDTH - begun.length());
    }

    /** The headings that come before a step, of phases without a step too; {@code from} is the phase of the step before. */
    static List<String> headings(String from, String to) {
        List<String> lines = new ArrayList<>();
        boolean after = from.isEmpty();
        for (Phase phase : Phase.values()) {
            if (after) {
                lines.add(heading(phase.title()));
            }
            after = after || phase.title().equals(from);
            if (phase.title().equals(to)) {
                return from.equals(to) ? List.of() : lines;
            }
        }
        return lines;
    }

    static String step(PrepareReport.StepReport step) {
        String what = step.step() + " " + step.preparer();
        return switch (step.status()) {
            case "SUCCESS" -> "Success: " + what + " " + step.milliseconds() + "ms";
            case "FAILURE" -> "Failure: " + what + " " + step.milliseconds() + "ms: " + step.error();
            case "INTERRUPTED" -> "Interrupted: " + what + ": " + step.error();
            case "SKIPPED" -> "Skipped: " + what + " (registered, not run)";
            default -> "Not run: " + what;
        };
    }

    /** What stands at the end: the failures once more, then the counts. */
    static List<String> summary(String tool, PrepareReport.DatabaseReport database) {
        List<String> lines = new ArrayList<>();
        lines.add(heading(SUMMARY));
        database.steps().stream()
                .filter(step -> step.status().equals(StepStatus.FAILURE.name())
                        || step.status().equals(StepStatus.INTERRUPTED.name()))
                .forEach(step -> lines.add(step(step)));
        long success = count(database, StepStatus.SUCCESS);
        long failure = count(database, StepStatus.FAILURE);
        long skipped = database.skipped() + count(database, StepStatus.SKIPPED);
        String counts = "(success: " + success + ", failure: " + failure + ")";
        String kind = tool.equals(PreparationTool.DBMIGRATE.title()) ? "migration steps" : "steps";
        String what = tool.equals(PreparationTool.DBINIT.title())
                ? (success + failure) + " initialization steps " + counts
                : (success + failure) + " executed " + counts + " and " + skipped + " skipped " + kind;
        lines.add(tool + " with " + what + " finished in " + seconds(database.seconds()));
        return lines;
    }

    static long count(PrepareReport.DatabaseReport database, StepStatus status) {
        return database.steps().stream()
                .filter(step -> step.status().equals(status.name()))
                .count();
    }

    /** {@code 1.037s}, {@code 515s}. */
    static String seconds(double seconds) {
        return seconds < SECONDS_WITH_FRACTION
                ? String.format(Locale.ROOT, "%.3fs", seconds)
                : Math.round(seconds) + "s";
    }
}
