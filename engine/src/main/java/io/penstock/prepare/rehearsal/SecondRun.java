package io.penstock.prepare.rehearsal;

import io.penstock.database.Database;
import io.penstock.database.PreparationSession;
import io.penstock.database.Table;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.prepare.PlannedStep;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.StepStatus;
import io.penstock.prepare.TrialPreparation;
import io.penstock.run.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets steps run again that have succeeded, and finds what they change. All of a small database is summed after each step. Of a large one that would take longer than the steps: it is
 * summed after all of them, and where something has changed, after halves of them, until the step is found. For one thread.
 */
final class SecondRun {

    /** As many bytes as may be read to look after each step. */
    static final long READ_AT_MOST = 4L << 30;

    private final TrialPreparation preparation;
    private final PreparationSession session;
    private final DatabaseAddress copy;
    private final Database looking;
    private final String name;
    private final Progress progress;
    private final Map<PlannedStep, RehearsalReport.StepRehearsal> found = new HashMap<>();
    private Fingerprint before;
    private int count;

    /** @param name of the run, in the registry of the copy */
    SecondRun(
            TrialPreparation preparation,
            PreparationSession session,
            DatabaseAddress copy,
            Database looking,
            String name,
            Progress progress) {
        this.preparation = preparation;
        this.session = session;
        this.copy = copy;
        this.looking = looking;
        this.name = name;
        this.progress = progress;
        this.before = Fingerprint.of(looking, session, progress);
    }

    /** What is to be said of each step. */
    Map<PlannedStep, RehearsalReport.StepRehearsal> of(List<PlannedStep> steps, long readAtMost) {
        long bytes = looking.catalog().tables().stream().mapToLong(Table::bytes).sum();
        if (bytes * steps.size() <= readAtMost) {
            steps.forEach(step -> look(List.of(step)));
        } else if (!steps.isEmpty()) {
            look(steps);
        }
        return found;
    }

    private void look(List<PlannedStep> group) {
        group.forEach(this::runAgain);
        Fingerprint after = Fingerprint.of(looking, session, progress);
        List<RehearsalReport.Difference> differences = before.differences(after);
        before = after;
        if (differences.isEmpty()) {
            return;
        }
        if (group.size() == 1) {
            changed(group.get(0), outcome(differences), differences);
            return;
        }
        int half = group.size() / 2;
        look(group.subList(0, half));
        look(group.subList(half, group.size()));
        boolean named = group.stream().anyMatch(step -> !differencesOf(step).isEmpty());
        if (!named) {
            group.forEach(step -> changed(step, RehearsalReport.Outcome.ONE_OF_THESE, differences));
        }
    }

    private List<RehearsalReport.Difference> differencesOf(PlannedStep step) {
        RehearsalReport.StepRehearsal known = found.get(step);
        return known == null ? List.of() : known.differences();
    }

    private void runAgain(PlannedStep step) {
        progress.cancellation().check();
        PrepareReport.StepReport report = preparation
                .run(session, copy, session, name + "/" + ++count, TrialPreparation.alone(step), progress)
                .get(0);
        boolean failed = report.status().equals(StepStatus.FAILURE.name());
        if (failed || !found.containsKey(step)) {
            RehearsalReport.Outcome outcome =
                    failed ? RehearsalReport.Outcome.FAILED_AGAIN : RehearsalReport.Outcome.IDEMPOTENT;
            found.put(step, TwiceRun.rehearsal(step, outcome, List.of(), report.error()));
        }
    }

    /** A step that failed again stays a failed one, with what it changed. */
    private void changed(
            PlannedStep step, RehearsalReport.Outcome outcome, List<RehearsalReport.Difference> differences) {
        RehearsalReport.StepRehearsal known = found.get(step);
        boolean failed = known != null && known.outcome() == RehearsalReport.Outcome.FAILED_AGAIN;
        found.put(
                step,
                TwiceRun.rehearsal(
                        step,
                        failed ? RehearsalReport.Outcome.FAILED_AGAIN : outcome,
                        differences,
                        known == null ? null : known.error()));
    }

    private static RehearsalReport.Outcome outcome(List<RehearsalReport.Difference> differences) {
        return differences.stream().allMatch(difference -> difference.what().equals("sequence"))
                ? RehearsalReport.Outcome.DRAWS_NUMBERS
                : RehearsalReport.Outcome.NOT_IDEMPOTENT;
    }
}
