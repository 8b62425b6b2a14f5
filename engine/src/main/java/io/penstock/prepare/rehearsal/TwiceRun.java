package io.penstock.prepare.rehearsal;

import io.penstock.database.Database;
import io.penstock.database.PreparationSession;
import io.penstock.prepare.TrialPreparation;
import io.penstock.prepare.PlannedStep;
import io.penstock.prepare.PreparationPlan;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.StepStatus;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets the steps of one database run on its scratch copy, then each of them again: what the second run changes, its step was not idempotent about. For one thread. */
final class TwiceRun {

    private final TrialPreparation preparation;
    private final ScratchCopy copy;
    private final Run run;
    private final Progress progress;
    private final String purpose;

    TwiceRun(TrialPreparation preparation, ScratchCopy copy, Run run, Progress progress) {
        this.preparation = preparation;
        this.copy = copy;
        this.run = run;
        this.progress = progress;
        this.purpose = "penstock run " + run.id();
    }

    List<RehearsalReport.StepRehearsal> steps() {
        List<RehearsalReport.StepRehearsal> rehearsed = new ArrayList<>();
        try (PreparationSession session = preparation.dialect().prepare(copy.address(), purpose);
                Database looking = preparation
                        .dialect()
                        .open(copy.address(), copy.address().url(), purpose)) {
            progress.stage("first run");
            PreparationPlan plan = preparation.plan(session);
            Map<String, PrepareReport.StepReport> first = new HashMap<>();
            preparation.run(session, session, run.id(), plan, progress).forEach(step -> first.put(step.step(), step));
            progress.stage("second run");
            Fingerprint before = Fingerprint.of(looking, progress);
            int count = 0;
            for (PlannedStep planned : plan.steps()) {
                PrepareReport.StepReport report = first.get(planned.step().name());
                if (report == null || report.status().equals(StepStatus.FAILURE.name())) {
                    String why = report == null ? "it did not run" : report.error();
                    rehearsed.add(rehearsal(planned, RehearsalReport.Outcome.FAILED, List.of(), why));
                    continue;
                }
                progress.cancellation().check();
                PrepareReport.StepReport again = preparation
                        .run(session, run.id() + "/" + ++count, TrialPreparation.alone(planned), progress)
                        .get(0);
                Fingerprint after = Fingerprint.of(looking, progress);
                List<RehearsalReport.Difference> differences = before.differences(after);
                rehearsed.add(rehearsal(planned, outcome(again, differences), differences, again.error()));
                before = after;
            }
        }
        return rehearsed;
    }

    private static RehearsalReport.Outcome outcome(
            PrepareReport.StepReport again, List<RehearsalReport.Difference> differences) {
        if (again.status().equals(StepStatus.FAILURE.name())) {
            return RehearsalReport.Outcome.FAILED_AGAIN;
        }
        if (differences.isEmpty()) {
            return RehearsalReport.Outcome.IDEMPOTENT;
        }
        return differences.stream().allMatch(difference -> difference.what().equals("sequence"))
                ? RehearsalReport.Outcome.DRAWS_NUMBERS
                : RehearsalReport.Outcome.NOT_IDEMPOTENT;
    }

    private static RehearsalReport.StepRehearsal rehearsal(
            PlannedStep planned,
            RehearsalReport.Outcome outcome,
            List<RehearsalReport.Difference> differences,
            @Nullable String error) {
        return new RehearsalReport.StepRehearsal(
                planned.step().name(), planned.step().shownPreparer(), outcome, differences, error);
    }
}
